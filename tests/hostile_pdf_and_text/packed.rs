//! PDF files that pack what is packed: filters behind filters, streams of objects in streams of objects, files in files,
//! maps of letters, and pictures that nobody should draw.

use super::pdf::{FONT, map_font, packed, packed_zeros, page, pdf, shown, stream};
use super::survive::Hostile;
use mailcheck::inspect::Obstacle::{Damaged, Depth, ImageOnly, Pages, Size, Text, UnknownCharacters};

pub fn files() -> Vec<Hostile> {
    let told = |what, bytes, told| -> Hostile { (what, "a.pdf", bytes, told) };
    let filtered = |filters: &str, content: &[u8]| page(stream(&format!("/Filter[{filters}]"), content), vec![]);
    let four = (0..3).fold(packed_zeros(4096), |content, _| packed(&content));
    vec![
        told("four filters on one another", filtered(&"/FlateDecode".repeat(4), &four), &[Size]),
        told("five filters on one another", filtered(&"/FlateDecode".repeat(5), &packed(&four)), &[Damaged]),
        told("a million filters", filtered(&"/FlateDecode".repeat(1_000_000), b"x"), &[Damaged]),
        told("letters that stand for four zeros", filtered("/Fl/A85", &packed(&b"z".repeat(40 << 20))), &[Size]),
        told("digits", filtered("/Fl/AHx", &packed(&b"41".repeat(20 << 20))), &[]),
        told("runs of runs", filtered("/Fl/RL/RL", &packed(&b"\x81\x81".repeat(600_000))), &[Size]),
        told("words of a table that grow", filtered("/LZW", &growing_words(200_000)), &[Size]),
        told(
            "words that grow in words that grow",
            filtered("/Fl/LZW/LZW", &packed(&growing_words(40_000))),
            &[Damaged, Size],
        ),
        told("streams of objects in streams of objects", streams_in_streams(), &[]),
        told("a thousand streams of objects that continue each other", continued(), &[]),
        told("four large files in one another", large_files(4), &[Size, Depth]),
        told("many large files beside one another", beside(), &[Size]),
        told("pictures that claim 10^10 points", pictures(), &[ImageOnly]),
        told(
            "a map of long texts",
            page(shown(&"0041".repeat(20_000)), map_font(&long_texts())),
            &[Text, Size, UnknownCharacters],
        ),
        told("a map of all codes", page(shown("0041"), map_font(&all_codes())), &[]),
        told("a map of ranges of codes", page(shown("0041"), map_font(&ranges())), &[]),
        told("a map in an encoding", page(shown("0041"), encoding()), &[UnknownCharacters]),
        told("remarks without end", remarks(), &[Text, Size, Pages]),
    ]
}

/// LZW whose words each are one letter longer than the last; cleared when the table is full.
fn growing_words(bytes: usize) -> Vec<u8> {
    let (mut packed, mut held, mut bits) = (Vec::new(), 0_u64, 0);
    let mut put = |code: u64, width: u32| {
        held = held << width | code;
        bits += width;
        while bits >= 8 {
            bits -= 8;
            packed.push(u8::try_from(held >> bits & 0xFF).unwrap());
        }
        packed.len()
    };
    'all: loop {
        put(256, 9);
        put(0, 9);
        for word in 258..4090_u64 {
            let width = match word {
                ..511 => 9,
                511..1023 => 10,
                1023..2047 => 11,
                _ => 12,
            };
            if put(word, width) >= bytes {
                break 'all;
            }
        }
        if put(256, 12) >= bytes {
            break;
        }
        // A second clear at nine bits does no harm.
    }
    packed
}

/// A stream of objects whose objects are streams of objects (ISO 32000-1, 7.5.7 forbids it).
fn streams_in_streams() -> Vec<u8> {
    let mut inner = b"<</Type/Page>>".to_vec();
    for number in 0..20 {
        let head = format!("{} 0 ", 20 + number);
        let content = [head.as_bytes(), &inner].concat();
        let dict = format!("/Type/ObjStm/N 1/First {}/Filter/FlateDecode", head.len());
        inner = stream(&dict, &packed(&content));
    }
    let large = stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &packed(&packed(&packed_zeros(1024))));
    page(shown("41"), vec![FONT.to_vec(), inner, large])
}

fn continued() -> Vec<u8> {
    let head = "3 0 ";
    let content = packed(format!("{head}<</Type/Page/Contents 4 0 R>>").as_bytes());
    let one = |number: usize| {
        let dict =
            format!("/Type/ObjStm/N 1/First {}/Extends {} 0 R/Filter/FlateDecode", head.len(), 6 + number % 1_000);
        stream(&dict, &content)
    };
    let others = std::iter::once(FONT.to_vec()).chain((1..=1_000).map(one));
    page(shown("41"), others.collect())
}

fn with_file(content: &[u8], spaces: usize) -> Vec<u8> {
    let padded = [content, &vec![b'%'; spaces]].concat();
    let file = stream("/Filter/FlateDecode", &packed(&padded));
    let names = b"<</Names[(a)<</F(a.pdf)/EF<</F 9 0 R>>>>]>>".to_vec();
    page(shown("41"), vec![FONT.to_vec(), b"null".to_vec(), b"null".to_vec(), names, file])
}

/// Each unpacks to 40 MB.
fn large_files(levels: usize) -> Vec<u8> {
    (0..levels).fold(page(shown("41"), vec![]), |content, _| with_file(&content, 40 << 20))
}

fn beside() -> Vec<u8> {
    let text = stream("/Filter/FlateDecode", &packed(&b"Mihon Taro, 090-0000-0000\n".repeat(1_500_000)));
    let names: String = (0..20).map(|number| format!("(a)<</F(a.csv)/EF<</F {} 0 R>>>>", number + 9)).collect();
    let mut objects =
        vec![FONT.to_vec(), b"null".to_vec(), b"null".to_vec(), format!("<</Names[{names}]>>").into_bytes()];
    objects.extend((0..20).map(|_| text.clone()));
    page(shown("41"), objects)
}

fn pictures() -> Vec<u8> {
    let picture = |filter: &str| {
        stream(&format!("/Type/XObject/Subtype/Image/Width 99999/Height 99999/BitsPerComponent 8{filter}"), &[0; 99])
    };
    let filters = ["/Filter/JBIG2Decode", "/Filter/JPXDecode", "/Filter/DCTDecode", "/Filter/CCITTFaxDecode", ""];
    let names: String = (0..5).map(|number| format!("/X{number} {} 0 R", number + 6)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[3 0 R]/Resources<</XObject<<{names}>>>>>>").into_bytes(),
        b"<</Type/Page/Contents 4 0 R>>".to_vec(),
        stream("", &b"/X0 Do /X1 Do /X2 Do /X3 Do /X4 Do ".repeat(100_000)),
        FONT.to_vec(),
    ];
    objects.extend(filters.map(picture));
    pdf(&objects)
}

/// One code stands for 5,000 characters.
fn long_texts() -> Vec<u8> {
    format!("1 beginbfchar <0041><{}> endbfchar", "898b".repeat(5_000)).into_bytes()
}

fn all_codes() -> Vec<u8> {
    b"1 begincodespacerange<00000000><FFFFFFFF>endcodespacerange 1 beginbfrange<00000000><FFFFFFFF><0041>endbfrange "
        .repeat(100_000)
}

fn ranges() -> Vec<u8> {
    let mut map = b"1 begincodespacerange ".to_vec();
    map.extend(b"<0000><FFFF> ".repeat(2_000_000));
    map.extend(b"endcodespacerange 1 begincidrange ");
    map.extend(b"<0000><FFFF> 1 ".repeat(1_000_000));
    map.extend(b"endcidrange");
    map
}

fn encoding() -> Vec<Vec<u8>> {
    let font = b"<</Type/Font/Subtype/Type0/Encoding 6 0 R/DescendantFonts[<<>>]>>";
    vec![font.to_vec(), stream("/Filter/FlateDecode", &packed(&ranges()))]
}

fn remarks() -> Vec<u8> {
    let remarks = b"<</Type/Annot/Subtype/Text/Contents(Mihon Taro)>>".repeat(1_000_000);
    let page = [&b"<</Type/Page/Contents 4 0 R/Annots["[..], &remarks, b"]>>"].concat();
    let pages = b"<</Type/Pages/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>>".to_vec();
    pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), pages, page, shown("41"), FONT.to_vec()])
}
