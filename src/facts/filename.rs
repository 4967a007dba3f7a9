//! What the name of a file tells by itself. Knows neither attachments nor texts.

/// Endings of files that people send to each other, in lower case.
pub const DOCUMENT_EXTENSIONS: [&str; 34] = [
    "pdf", "doc", "docx", "docm", "xls", "xlsx", "xlsm", "ppt", "pptx", "rtf", "odt", "ods", "odp", "csv", "tsv",
    "txt", "zip", "lzh", "7z", "rar", "jpg", "jpeg", "png", "gif", "tif", "tiff", "dwg", "dxf", "jtd", "jtdc", "xdw",
    "msg", "eml", "key",
];
