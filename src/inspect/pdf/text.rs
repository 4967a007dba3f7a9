//! Runs the operators of a page that place text, and gives its lines (ISO 32000-1, 9.4). Draws nothing.

use super::content::{Operand, Operators};
use super::document::Document;
use super::font::{Font, Fonts};
use super::lines::{Direction, Glyph, Lines};
use super::matrix::Matrix;
use super::pages::Page;
use crate::inspect::budget::Budget;
use crate::inspect::visitor::Obstacle;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms inside of forms.
const DEPTH_LIMIT: usize = 12;
/// States saved at a time.
const STATE_LIMIT: usize = 512;
/// Bytes of content run through in one document, those of forms each time they are shown.
const CONTENT_BYTES: usize = 64 * 1024 * 1024;
/// Dictionaries opened count as so much content.
const DICTIONARY_BYTES: usize = 64;
/// Bytes of forms kept for when they are shown again.
const FORM_BYTES: usize = 8 * 1024 * 1024;

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub(super) lines: Vec<String>,
    pub(super) has_text: bool,
    pub(super) has_picture: bool,
    /// Codes that nothing says the meaning of: each shows as U+FFFD.
    pub(super) has_unknown: bool,
    /// Why it may not be all.
    pub(super) met: Option<Obstacle>,
}

/// Reads the pages of a document.
pub(super) struct TextReader<'d, 'f> {
    document: &'d Document<'f>,
    fonts: Fonts,
    forms: HashMap<ObjectIdentifier, Form>,
    form_bytes_left: usize,
    content_bytes_left: usize,
}

/// A form that was shown before.
#[derive(Clone)]
struct Form {
    content: Rc<Vec<u8>>,
    /// Neither text nor picture is in it.
    is_silent: bool,
}

/// Where the operators of one page have got to.
struct Run {
    lines: Lines,
    page: PageText,
    states: Vec<State>,
    state: State,
    text_matrix: Matrix,
    line_matrix: Matrix,
    depth: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl<'d, 'f> TextReader<'d, 'f> {
    pub(super) fn new(document: &'d Document<'f>) -> Self {
        Self {
            document,
            fonts: Fonts::default(),
            forms: HashMap::new(),
            form_bytes_left: FORM_BYTES,
            content_bytes_left: CONTENT_BYTES,
        }
    }

    /// The text of a page.
    pub(super) fn page(&mut self, page: &Page<'d>, budget: &mut Budget) -> PageText {
        let mut run = Run {
            lines: Lines::default(),
            page: PageText::default(),
            states: Vec::new(),
            state: State {
                matrix: Matrix::IDENTITY,
                font: None,
                size: 0.0,
                character_space: 0.0,
                word_space: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            depth: 0,
        };
        let content = self.content(&page.dict, &mut run, budget);
        self.operators(&content, &page.resources, &mut run, budget);
        run.page.has_text = run.lines.character_count > 0;
        if run.lines.is_full {
            run.page.met = run.page.met.or(Some(Obstacle::Text));
        }
        run.page.lines = run.lines.finish();
        run.page
    }

    /// The content of a page: one stream, or several one after another.
    fn content(&self, page: &Dict<'d>, run: &mut Run, budget: &mut Budget) -> Vec<u8> {
        let mut streams: Vec<Stream<'d>> = Vec::new();
        match page.get::<Object<'d>>("Contents") {
            Some(Object::Stream(stream)) => streams.push(stream),
            Some(Object::Array(array)) => streams.extend(array.iter::<Stream<'d>>().take(4096)),
            _ => {}
        }
        let mut content: Vec<u8> = Vec::new();
        for stream in streams {
            let part = self.document.content(&stream, budget);
            run.page.met = run.page.met.or(part.met);
            if content.is_empty() {
                content = part.bytes;
            } else if content.len() + part.bytes.len() <= self.content_bytes_left {
                content.push(b'\n');
                content.extend(part.bytes);
            } else {
                run.page.met = run.page.met.or(Some(Obstacle::Size));
                break;
            }
        }
        content
    }

    /// Takes so much of what may be run through.
    fn take(&mut self, bytes: usize, run: &mut Run) -> bool {
        match self.content_bytes_left.checked_sub(bytes) {
            Some(left) => {
                self.content_bytes_left = left;
                true
            }
            None => {
                self.content_bytes_left = 0;
                run.page.met = run.page.met.or(Some(Obstacle::Size));
                false
            }
        }
    }

    fn operators(&mut self, content: &[u8], resources: &Dict<'d>, run: &mut Run, budget: &mut Budget) {
        if !self.take(content.len(), run) {
            return;
        }
        let fonts = resources.get::<Dict<'d>>("Font").unwrap_or_default();
        let objects = resources.get::<Dict<'d>>("XObject").unwrap_or_default();
        if !self.take(fonts.data().len() + objects.data().len(), run) {
            return;
        }
        let states_before = run.states.len();
        let mut operators = Operators::new(content);
        while let Some(operator) = operators.next() {
            let operands = &operators.operands;
            match operator {
                b"Tf" => {
                    if let [.., name, size] = &operands[..]
                        && let Some(name) = name.name()
                    {
                        run.state.size = size.number().unwrap_or(0.0);
                        run.state.font = self.fonts.font(&fonts, name, self.document, budget);
                    }
                }
                b"Do" => {
                    if let Some(name) = operands.last().and_then(Operand::name)
                        && self.take(DICTIONARY_BYTES, run)
                    {
                        self.object(&objects, name, resources, run, budget);
                    }
                }
                _ => run.operator(operator, operands),
            }
            if run.lines.is_full {
                break;
            }
        }
        run.states.truncate(states_before.max(1));
    }

    fn object(&mut self, objects: &Dict<'d>, name: &[u8], resources: &Dict<'d>, run: &mut Run, budget: &mut Budget) {
        let id = objects.get_ref(name).map(ObjectIdentifier::from);
        let known = id.and_then(|id| self.forms.get(&id)).cloned();
        if known.as_ref().is_some_and(|form| form.is_silent) {
            return;
        }
        let Some(stream) = objects.get::<Stream<'d>>(name) else { return };
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => run.page.has_picture = true,
            Some(b"Form") if run.depth < DEPTH_LIMIT && self.take(dict.data().len(), run) => {
                let content = match known {
                    Some(form) => form.content,
                    None => {
                        let content = self.document.content(&stream, budget);
                        run.page.met = run.page.met.or(content.met);
                        Rc::new(content.bytes)
                    }
                };
                let own = dict.get::<Dict<'d>>("Resources");
                let matrix = dict.get::<Array<'_>>("Matrix").map(|matrix| Matrix::of(matrix.iter::<Number>()));
                let before = run.state.clone();
                let (text_matrix, line_matrix) = (run.text_matrix, run.line_matrix);
                if let Some(matrix) = matrix {
                    run.state.matrix = matrix.then(run.state.matrix);
                }
                let shown = (run.lines.character_count, run.page.has_picture, run.page.has_unknown);
                run.page.has_picture = false;
                run.depth += 1;
                self.operators(&content, own.as_ref().unwrap_or(resources), run, budget);
                run.depth -= 1;
                let is_silent = run.lines.character_count == shown.0 && !run.page.has_picture;
                run.page.has_picture |= shown.1;
                (run.state, run.text_matrix, run.line_matrix) = (before, text_matrix, line_matrix);
                self.keep(id, content, is_silent && run.depth == 0 && run.page.has_unknown == shown.2);
            }
            Some(b"Form") if run.depth >= DEPTH_LIMIT => run.page.met = run.page.met.or(Some(Obstacle::Depth)),
            _ => {}
        }
    }

    fn keep(&mut self, id: Option<ObjectIdentifier>, content: Rc<Vec<u8>>, is_silent: bool) {
        let Some(id) = id.filter(|id| !self.forms.contains_key(id)) else { return };
        let content = if is_silent { Rc::default() } else { content };
        if let Some(left) = self.form_bytes_left.checked_sub(content.len() + DICTIONARY_BYTES) {
            self.form_bytes_left = left;
            self.forms.insert(id, Form { content, is_silent });
        }
    }
}

impl Run {
    fn operator(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        let number =
            |from_end: usize| operands.len().checked_sub(from_end).and_then(|at| operands[at].number()).unwrap_or(0.0);
        let matrix = || Matrix::of_numbers([6, 5, 4, 3, 2, 1].map(number));
        match operator {
            b"q" if self.states.len() < STATE_LIMIT => self.states.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.states.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.matrix = matrix().then(self.state.matrix),
            b"BT" => self.set_line(Matrix::IDENTITY),
            b"Tm" => self.set_line(matrix()),
            b"Td" => self.move_line(number(2), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.move_line(number(2), number(1));
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tc" => self.state.character_space = number(1),
            b"Tw" => self.state.word_space = number(1),
            b"Tz" => self.state.scale = number(1) / 100.0,
            b"TL" => self.state.leading = number(1),
            b"Ts" => self.state.rise = number(1),
            b"Tj" => self.show(operands.last()),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show(operands.last());
            }
            b"\"" => {
                (self.state.word_space, self.state.character_space) = (number(3), number(2));
                self.move_line(0.0, -self.state.leading);
                self.show(operands.last());
            }
            b"TJ" => {
                if let Some(Operand::Array(items)) = operands.last() {
                    for item in items {
                        match item.number() {
                            Some(number) => self.shift(-number / 1000.0 * self.state.size),
                            None => self.show(Some(item)),
                        }
                    }
                }
            }
            b"BI" => self.page.has_picture = true,
            _ => {}
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        (self.line_matrix, self.text_matrix) = (matrix, matrix);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.set_line(Matrix::moved(x, y).then(self.line_matrix));
    }

    /// Moves along the line.
    fn shift(&mut self, by: f64) {
        let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        let (x, y) = if is_vertical { (0.0, by) } else { (by * self.state.scale, 0.0) };
        self.text_matrix = Matrix::moved(x, y).then(self.text_matrix);
    }

    fn show(&mut self, string: Option<&Operand<'_>>) {
        let (Some(Operand::String(bytes)), Some(font)) = (string, self.state.font.clone()) else {
            // Text in a font that is not there: nobody can say what it is.
            self.page.has_unknown |= matches!(string, Some(Operand::String(bytes)) if !bytes.is_empty());
            return;
        };
        font.each(bytes, |character| {
            let text = character.text.as_deref().unwrap_or("\u{FFFD}");
            self.page.has_unknown |= character.text.is_none();
            let space = self.state.character_space + if character.is_space_code { self.state.word_space } else { 0.0 };
            let width = if font.is_vertical { -1.0 } else { character.width / 1000.0 };
            let drawn = self.text_matrix.then(self.state.matrix);
            let ends = |at: f64| match font.is_vertical {
                true => drawn.point(0.0, at),
                false => drawn.point(at * self.state.scale, self.state.rise),
            };
            let direction = if font.is_vertical { Direction::Vertical } else { drawn.direction() };
            let size = self.state.size.abs() * drawn.height();
            let (start, end) = (ends(0.0), ends(width * self.state.size));
            self.lines.push(Glyph { text, direction, start, end, size });
            self.shift(width * self.state.size + if font.is_vertical { -space } else { space });
            !self.lines.is_full
        });
    }
}
