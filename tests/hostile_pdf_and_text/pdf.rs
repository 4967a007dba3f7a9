//! PDF files that swell, go in circles or never end.

use super::survive::Hostile;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use mailcheck::inspect::Obstacle::{self, Damaged, Depth, Entries, Pages, Size, Text, UnknownCharacters};
use std::io::Write;

/// Words that mean something to readers of PDF files.
pub const WORDS: [&str; 24] = [
    "/Filter/FlateDecode",
    "/Filter/LZWDecode",
    "/Filter[/ASCII85Decode/RunLengthDecode]",
    "/DecodeParms<</Predictor 15/Columns 0/Colors 99>>",
    "/DecodeParms<</Predictor 2/BitsPerComponent 1>>",
    "/Type/ObjStm/N 9/First 9",
    "/Type/XRef",
    "/Kids[1 0 R 2 0 R 3 0 R]",
    "/Encrypt<</Filter/Standard/V 5/R 6/Length 256>>",
    "/Encrypt<</Filter/Standard/V 2/R 3/Length 99999/O()/U()/P -1>>",
    "/ToUnicode 4 0 R",
    "/Encoding/UniJIS-UTF16-H",
    "/Differences[300/a -1/b 99999999999/c]",
    "/W[0 9999999999 1 2[3 4]5]",
    "stream\n",
    "endstream",
    "\n3 0 obj\n<<",
    "endobj",
    "trailer<</Root 2 0 R>>",
    "(((",
    "<<<<<<",
    " BI /W 1 ID EI ",
    " /X Do ",
    "1e999 0 0 0 0 0 Tm",
];

/// Objects in a file without any table; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    bytes.extend_from_slice(b"trailer<</Root 1 0 R>>\n%%EOF");
    bytes
}

pub fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<<{dict}/Length {}>>stream\n", content.len()).into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

pub fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Zeros, packed piece by piece.
pub fn packed_zeros(megabytes: usize) -> Vec<u8> {
    // Without optimization packing takes longer than all the rest; this is still more than any limit.
    let megabytes = if cfg!(debug_assertions) { 128 } else { megabytes };
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    (0..megabytes).for_each(|_| encoder.write_all(&zeros).unwrap());
    encoder.finish().unwrap()
}

const CATALOG: &[u8] = b"<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Names<</EmbeddedFiles 8 0 R>>>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const PAGE: &[u8] = b"<</Type/Page/Contents 4 0 R>>";
pub const FONT: &[u8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

pub fn page(content: Vec<u8>, others: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![CATALOG.to_vec(), PAGES.to_vec(), PAGE.to_vec(), content];
    objects.extend(if others.is_empty() { vec![FONT.to_vec()] } else { others });
    pdf(&objects)
}

/// Small files of ours in which nothing is compressed, so that changes hit what is read.
pub fn plain_seeds() -> Vec<(String, Vec<u8>)> {
    let map = b"1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><898b><0002><672c>endbfchar \
        1 beginbfrange<0010><0011><592a>endbfrange";
    let font =
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/90ms-RKSJ-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font\
        /Subtype/CIDFontType0/DW 500/W[1[500 600]3 9 700]/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement \
        2>>>>]>>";
    let content = b"q 1 0 0 1 9 9 cm BT /F 10 Tf 12 TL 1 0 0 1 50 700 Tm <8ca9967b> Tj T* [(a) -300 <8140>] TJ ET Q \
        BI /W 1 /H 1 ID x EI";
    let one = page(stream("", content), vec![font.to_vec(), stream("", map)]);
    let form = stream("/Subtype/Form/Matrix[1 0 0 1 0 0]", b"BT /F 9 Tf (in) Tj ET");
    let annexes = vec![
        b"<</Type/Font/Subtype/TrueType/Widths[500 600]/FirstChar 65/Encoding<</Differences[65/eacute/uni898B]>>>>"
            .to_vec(),
        form,
        b"<</Fields[<</T(name)/V(Taro)/Kids[<</T(x)/V[(a)(b)]>>]>>]>>".to_vec(),
        b"<</Names[(a)<</F(a.csv)/EF<</F 9 0 R>>>>]/Kids[<</Names[]>>]>>".to_vec(),
        stream("/Type/EmbeddedFile/Filter/ASCIIHexDecode", b"612c620a312c32>"),
    ];
    let two = page(stream("", b"BT /F 9 Tf (AB) Tj ET /X Do"), annexes);
    let head = "11 0 12 30 ";
    let inside = format!("{head}<</Type/Font/Subtype/Type1>>  <</Type/Page/Contents 4 0 R>>");
    let packed_objects = stream(&format!("/Type/ObjStm/N 2/First {}", head.len()), inside.as_bytes());
    let three = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[12 0 R]/Resources<</Font<</F 11 0 R>>>>>>".to_vec(),
        packed_objects,
        stream("/Filter/RunLengthDecode", b"\x0fBT /F 9 Tf (ab) \x05 Tj ET\x80"),
    ]);
    [("plain-1.pdf", one), ("plain-2.pdf", two), ("plain-3.pdf", three)]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
}

pub fn files() -> Vec<Hostile> {
    let told: fn(&'static str, Vec<u8>, &'static [Obstacle]) -> Hostile =
        |what, bytes, told| (what, "a.pdf", bytes, told);
    let flate = "/Filter/FlateDecode";
    vec![
        told("a page of 4 GB", page(stream(flate, &packed_zeros(4096)), vec![]), &[Size]),
        told(
            "packed twice",
            page(stream("/Filter[/FlateDecode/FlateDecode]", &packed(&packed_zeros(2048))), vec![]),
            &[Size],
        ),
        told(
            "objects of 1 GB",
            page(stream("/Type/ObjStm/N 9/First 9/Filter/FlateDecode", &packed_zeros(1024)), vec![]),
            &[Size],
        ),
        told("objects without number", packed_objects(), &[]),
        told("a table of 1 GB", table_of_zeros(), &[]),
        told("a short program", page(stream(flate, &packed(&b"(a)Tj ".repeat(6_000_000))), vec![]), &[]),
        told("many letters", page(stream(flate, &packed(&letters())), vec![]), &[Text, Size]),
        told("one long string", page(stream(flate, &packed(&long_string())), vec![]), &[Text, Size]),
        told("one long array", page(stream(flate, &packed(&long_array())), vec![]), &[]),
        told("states without end", page(stream(flate, &packed(&b"q ".repeat(20_000_000))), vec![]), &[]),
        told("pictures without end", page(stream(flate, &packed(&b"BI ID EI EI ".repeat(3_000_000))), vec![]), &[]),
        told("pictures in pictures", page(stream(flate, &packed(&b"BI ID x".repeat(5_000_000))), vec![]), &[]),
        told("brackets", page(stream(flate, &packed(&b"[".repeat(40_000_000))), vec![]), &[]),
        told("open strings", page(stream(flate, &packed(&b"( [ << ".repeat(5_000_000))), vec![]), &[]),
        told("forms in forms", forms(), &[Size, Depth]),
        told("a form in itself", circle(), &[]),
        told("values without end", b"%PDF-1.4\n1 0 obj(".repeat(600_000), &[Damaged, Size]),
        told("nested values", nested(b"["), &[]),
        told("nested dictionaries", nested(b"<</A"), &[]),
        told("a million objects", million_objects(), &[Size, Damaged]),
        told("pages that branch", branching(), &[Pages]),
        told("pages in circles", page_circle(), &[]),
        told("wide pages", wide_pages(), &[Pages]),
        told("large resources on each page", large_resources(), &[Size, Pages]),
        told("a map of a map of a map", page(shown("0041"), map_font(&usecmap())), &[]),
        told("a large map", page(shown("0041"), map_font(&large_map())), &[UnknownCharacters]),
        told("many maps", many_maps(), &[Size, UnknownCharacters, Text]),
        told("many widths", page(shown("0041"), wide_font()), &[]),
        told("fields in circles", page(shown("41"), fields()), &[]),
        told("files in circles", page(shown("41"), names()), &[]),
        told("many files", page(shown("41"), many_files()), &[Entries, Size]),
        told("itself inside", inside_itself(), &[Depth]),
        told("lengths that lie", lying_lengths(), &[]),
    ]
}

pub fn shown(codes: &str) -> Vec<u8> {
    stream("", format!("BT /F 9 Tf <{codes}> Tj ET").as_bytes())
}

fn letters() -> Vec<u8> {
    let mut content = b"BT /F 9 Tf ".to_vec();
    content.extend(b"9 9 Td(a)Tj ".repeat(3_500_000));
    content
}

fn long_string() -> Vec<u8> {
    let mut content = b"BT /F 9 Tf (".to_vec();
    content.extend(b"a b ".repeat(10_000_000));
    content.extend(b") Tj");
    content
}

fn long_array() -> Vec<u8> {
    let mut content = b"BT /F 9 Tf [".to_vec();
    content.extend(b"1 ".repeat(20_000_000));
    content.extend(b"] TJ");
    content
}

/// As many as fit, each a few bytes long.
fn packed_objects() -> Vec<u8> {
    let count = 390_000;
    let head: String = (0..count).map(|number| format!("{} {} ", number + 20, number * 3)).collect();
    let content = [head.as_bytes(), &b"<<>>"[..], &b"[] ".repeat(count)].concat();
    let dict = format!("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", u32::MAX, head.len());
    page(shown("41"), vec![FONT.to_vec(), stream(&dict, &packed(&content))])
}

fn table_of_zeros() -> Vec<u8> {
    let mut bytes = page(shown("41"), vec![]);
    let at = bytes.len();
    bytes.extend(b"\n99 0 obj\n");
    bytes.extend(stream("/Type/XRef/Root 1 0 R/Size 99999999/W[1 4 4]/Filter/FlateDecode", &packed_zeros(1024)));
    bytes.extend(format!("\nendobj\nstartxref\n{at}\n%%EOF").bytes());
    bytes
}

/// Ten times ten times ten.
fn forms() -> Vec<u8> {
    let mut others = vec![FONT.to_vec()];
    for number in 6..20 {
        let dict = format!("/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X {} 0 R>>>>", number + 1);
        others.push(stream(&dict, &b"/X Do BT /F 9 Tf (a) Tj ET ".repeat(10)));
    }
    page(stream("", b"/X Do"), others)
}

fn circle() -> Vec<u8> {
    let form =
        |next: usize| stream(&format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>"), &b"/X Do ".repeat(50));
    page(stream("", b"/X Do"), vec![FONT.to_vec(), form(7), form(6)])
}

fn nested(open: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj\n".to_vec();
    bytes.extend(open.repeat(2_000_000));
    bytes.extend(page(shown("41"), vec![]));
    bytes
}

fn million_objects() -> Vec<u8> {
    let objects: Vec<Vec<u8>> = (0..1_000_000).map(|_| b"[]".to_vec()).collect();
    pdf(&objects)
}

fn branching() -> Vec<u8> {
    let mut objects = vec![CATALOG.to_vec(), b"<</Type/Pages/Kids 3 0 R>>".to_vec()];
    let level = |next: usize| format!("[{}]", format!("<</Type/Pages/Kids {next} 0 R>>").repeat(50)).into_bytes();
    objects.extend((4..30).map(level));
    pdf(&objects)
}

fn page_circle() -> Vec<u8> {
    pdf(&[
        CATALOG.to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R 4 0 R]>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R 4 0 R 5 0 R]>>".to_vec(),
        b"<</Type/Pages/Kids 5 0 R>>".to_vec(),
        b"[4 0 R 5 0 R<</Type/Pages/Kids 5 0 R>>]".to_vec(),
    ])
}

fn wide_pages() -> Vec<u8> {
    let kids = b"<</Type/Page>>".repeat(1_000_000);
    pdf(&[CATALOG.to_vec(), [&b"<</Type/Pages/Kids["[..], &kids, b"]>>"].concat()])
}

fn large_resources() -> Vec<u8> {
    let mut resources = b"<</Font<<".to_vec();
    (0..60_000).for_each(|number| resources.extend(format!("/F{number} 5 0 R").bytes()));
    resources.extend(b">>>>");
    let kids = b"<</Type/Page/Contents 4 0 R/Resources 6 0 R>>".repeat(2_000);
    let pages = [&b"<</Type/Pages/Kids["[..], &kids, b"]>>"].concat();
    pdf(&[CATALOG.to_vec(), pages, PAGE.to_vec(), stream("", b"BT /F1 9 Tf (a) Tj ET"), FONT.to_vec(), resources])
}

pub fn map_font(map: &[u8]) -> Vec<Vec<u8>> {
    let font = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<<>>]>>";
    vec![font.to_vec(), stream("/Filter/FlateDecode", &packed(map))]
}

fn usecmap() -> Vec<u8> {
    b"/Adobe-Japan1-UCS2 usecmap ".repeat(100_000)
}

fn large_map() -> Vec<u8> {
    let mut map = b"1 beginbfrange ".to_vec();
    map.extend(b"<0041><0041><0041> ".repeat(2_000_000));
    map.extend(b"endbfrange");
    map
}

fn many_maps() -> Vec<u8> {
    let mut map = b"1 beginbfchar ".to_vec();
    map.extend(b"<0041><0041> ".repeat(200_000));
    map.extend(b"endbfchar");
    let fonts: String = (0..1_000).map(|number| format!("/F{number} {} 0 R", number + 10)).collect();
    let content: String = (0..1_000).map(|number| format!("BT /F{number} 9 Tf <0041> Tj ET ")).collect();
    let mut objects = vec![
        CATALOG.to_vec(),
        format!("<</Type/Pages/Kids[3 0 R]/Resources<</Font<<{fonts}>>>>>>").into_bytes(),
        PAGE.to_vec(),
        stream("", content.as_bytes()),
        FONT.to_vec(),
        stream("/Filter/FlateDecode", &packed(&map)),
    ];
    objects.resize(9, b"null".to_vec());
    objects.extend((0..1_000).map(|_| map_font(b"")[0].clone()));
    pdf(&objects)
}

fn wide_font() -> Vec<Vec<u8>> {
    let widths = b"1 65535 500 2[1 2 3 4 5 6 7 8 9]".repeat(300_000);
    let font = [&b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W["[..], &widths, b"]>>]>>"];
    vec![font.concat()]
}

fn fields() -> Vec<Vec<u8>> {
    let kids = b"7 0 R <</T(a)/V(b)/Kids 9 0 R>>".repeat(100);
    let form = [&b"<</T(x)/Fields 9 0 R/Kids 9 0 R>>"[..]].concat();
    vec![FONT.to_vec(), b"null".to_vec(), form, b"null".to_vec(), [&b"["[..], &kids, b"]"].concat()]
}

fn names() -> Vec<Vec<u8>> {
    let kids = b"8 0 R <</Kids 9 0 R/Names[(a)(b)]>>".repeat(100);
    vec![
        FONT.to_vec(),
        b"null".to_vec(),
        b"null".to_vec(),
        b"<</Kids 9 0 R>>".to_vec(),
        [&b"["[..], &kids, b"]"].concat(),
    ]
}

fn many_files() -> Vec<Vec<u8>> {
    let mut objects = vec![FONT.to_vec(), b"null".to_vec(), b"null".to_vec()];
    let names: String = (0..20_000).map(|number| format!("(a)<</F(a.txt)/EF<</F {} 0 R>>>>", number + 9)).collect();
    objects.push(format!("<</Names[{names}]>>").into_bytes());
    objects.extend((0..20_000).map(|_| stream("", b"text")));
    objects
}

/// A file in a file in a file.
fn inside_itself() -> Vec<u8> {
    let mut inner = page(shown("41"), vec![]);
    for _ in 0..12 {
        let file = stream("/Filter/FlateDecode", &packed(&inner));
        let names = b"<</Names[(a)<</F(a.pdf)/EF<</F 9 0 R>>>>]>>".to_vec();
        inner = page(shown("41"), vec![FONT.to_vec(), b"null".to_vec(), b"null".to_vec(), names, file]);
    }
    inner
}

fn lying_lengths() -> Vec<u8> {
    let objects: Vec<Vec<u8>> = (0..100_000).map(|_| b"<</Length 99999999>>stream\nx".to_vec()).collect();
    pdf(&objects)
}
