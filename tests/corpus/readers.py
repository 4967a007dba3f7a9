"""The other readers: Python's `email` for Internet messages, extract_msg for Outlook items.

Both give what they find in one shape: lists of addresses in lower case, a subject, a body, names and hashes of files.
Which text is shown and which file hangs on follows the same rules as in mailcheck, so that only reading is compared.
"""

import codecs
import email
import email.errors
import email.policy
import email.utils
import hashlib
import html.parser
import mailbox
import pathlib
import re
import tempfile
import unicodedata

import extract_msg

# A file without any of these is not called a message by anyone.
MESSAGE_FIELDS = ["from", "to", "cc", "bcc", "subject", "date", "received", "message-id", "content-type", "sender"]
# A second line that could begin a message; which of them do, the library decides.
MBOX = re.compile(rb"(\xef\xbb\xbf)?From .*\nFrom ", re.DOTALL)
# Code pages that Python knows under another name.
PAGE_CODECS = {20127: "ascii", 28591: "cp1252", 50220: "iso2022_jp", 50221: "iso2022_jp", 51932: "euc_jp"}
# A value the other reader cannot tell.
UNKNOWN = "?"
# What Python says of a header section: a line in it is no field, and Python leaves everything below to the body.
ILL_FORMED_HEADER = (
    email.errors.MissingHeaderBodySeparatorDefect,
    email.errors.FirstHeaderLineIsContinuationDefect,
)
# The same of a part: no base64, or boundaries that are not where its type says.
ILL_FORMED_PART = ILL_FORMED_HEADER + (
    email.errors.InvalidBase64CharactersDefect,
    email.errors.InvalidBase64LengthDefect,
    email.errors.InvalidBase64PaddingDefect,
    email.errors.CloseBoundaryNotFoundDefect,
    email.errors.StartBoundaryNotFoundDefect,
    email.errors.NoBoundaryInMultipartDefect,
    email.errors.MultipartInvariantViolationDefect,
)


class NoMessage(Exception):
    """The other reader cannot make sense of the file; the text says why."""


def person(name, address):
    """The address in lower case; without one the name, so that nobody is dropped from a list.

    Blanks around its dots and its at sign are no part of an address (RFC 5322 4.4): how they are shown is not compared.
    """
    if address:
        return re.sub(r"\s*([.@])\s*", r"\1", folded(address).lower())
    return folded(name).lower()


def folded(text):
    # Python keeps raw 8-bit header fields as surrogates.
    text = (text or "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", " ".join(text.replace("\0", " ").split()))


def sha256(content):
    return hashlib.sha256(content).hexdigest()


# Internet messages


def internet_messages(path):
    content = path.read_bytes()
    if MBOX.match(content):
        # The library wants `From ` at the very first byte.
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder, "mbox")
            copy.write_bytes(content.removeprefix(codecs.BOM_UTF8))
            box = mailbox.mbox(copy, create=False)
            messages = [box.get_bytes(key) for key in box.keys()]
            box.close()
        return [internet_message(message) for message in messages]
    return [internet_message(content.removeprefix(codecs.BOM_UTF8))]


def internet_message(content):
    plain = email.message_from_bytes(content, policy=email.policy.compat32)
    if not any(plain.get(name) is not None for name in MESSAGE_FIELDS):
        raise NoMessage("no header fields")
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        return read_internet(message)
    except Exception:  # the default policy raises all sorts of things on bad header fields
        return read_internet(plain)


def read_internet(message):
    found = {field: addresses(message, field) for field in ("to", "cc", "bcc", "from")}
    found["resent"] = [who for field in ("to", "cc", "bcc") for who in addresses(message, f"resent-{field}")]
    found["subject"] = folded(header_text(message["subject"]))
    kinds, texts = set(), []
    found["attachments"] = []
    walk(message, "", 0, kinds, texts, found["attachments"])
    found["body"] = "\n".join(texts)
    found["kinds"] = kinds or {"text/plain"}
    found["ill-formed"] = ill_formed(message)
    return found


def ill_formed(message):
    """What this reader itself says is broken, once everything was read."""
    fields = {field: [field] for field in ("to", "cc", "bcc", "from", "subject")}
    fields["resent"] = ["resent-to", "resent-cc", "resent-bcc"]
    has_broken_header = any(isinstance(defect, ILL_FORMED_HEADER) for defect in message.defects)
    found = {field for field, names in fields.items() if has_broken_header or has_broken_field(message, names)}
    parts = list(entities(message))
    if any(has_broken_field(part, ["content-type", "content-disposition"]) for part in parts):
        found |= {"attachment-names", "attachment-bytes"}
    defects = [defect for part in parts for defect in part.defects]
    if any(isinstance(defect, ILL_FORMED_HEADER) for defect in defects):
        found.add("attachment-names")
    if any(isinstance(defect, ILL_FORMED_PART) for defect in defects):
        found.add("attachment-bytes")
    return found


def has_broken_field(part, names):
    """True when a field breaks RFC 5322 or RFC 2045, so that this reader gave up somewhere in it.

    An obsolete form (RFC 5322 4) is not broken, nor is raw UTF-8 (RFC 6532); encoded-words where none should be
    (RFC 2047 5) are read nevertheless.
    """
    for value in (value for name in names for value in part.get_all(name) or []):
        for defect in getattr(value, "defects", ()):
            if isinstance(defect, email.errors.InvalidHeaderDefect) and not re.search("encoded.word", str(defect)):
                return True
    raw = [value for name, value in part.raw_items() if name.lower() in names]
    return any(not is_utf_8(value) for value in raw)


def is_utf_8(raw):
    """False for other bytes, which this reader replaces."""
    try:
        str(raw).encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def addresses(message, name):
    people = []
    for value in message.get_all(name) or []:
        if hasattr(value, "addresses"):
            people += [person(address.display_name, address_text(address)) for address in value.addresses]
        else:
            people += [person(header_text(who), where) for who, where in email.utils.getaddresses([str(value)])]
    return [who for who in people if who]


def address_text(address):
    # Only an empty local part is shown in its quotes.
    local_part = address.username or '""'
    return f"{local_part}@{address.domain}" if address.domain else address.username


def header_text(value):
    """A header field as text; the old policy leaves encoded-words alone."""
    try:
        return str(email.header.make_header(email.header.decode_header(str(value or ""))))
    except (LookupError, ValueError):
        return str(value or "")


def walk(part, parent, index, kinds, texts, attachments):
    """Sorts the leaves into text that is read and files that hang on."""
    kind = part.get_content_type()
    if kind.startswith("message/"):
        # Parsed by this reader, so that its bytes are gone.
        attachments.append((filename(part), UNKNOWN))
    elif part.is_multipart():
        children = part.get_payload()
        shown = shown_form(children) if kind == "multipart/alternative" else children
        for number, child in enumerate(children):
            is_shown = child in shown
            walk(child, kind, number, kinds if is_shown else set(), texts if is_shown else [], attachments)
    elif is_body(part, parent, index):
        kinds.add(kind)
        text = decoded_text(part)
        texts.append(page_text(text) if kind == "text/html" else text)
    elif kind.startswith("multipart/"):
        # Parts that this reader did not find; what was meant to be parts is shown as text.
        kinds.add("text/plain")
        texts.append(decoded_text(part))
    else:
        attachments.append((filename(part), sha256(part.get_payload(decode=True) or b"")))


def filename(part):
    """The old policy leaves encoded-words alone."""
    name = part.get_filename()
    return header_text(name) if name and part.policy is email.policy.compat32 else name


def shown_form(children):
    """The form that is shown: the last page, else the last text. Files beside the forms still hang on."""
    def holds(child, kinds):
        return any(leaf.get_content_type() in kinds and not is_attachment(leaf) for leaf in leaves(child))

    forms = [child for child in children if holds(child, {"text/plain", "text/html"})]
    pages = [child for child in forms if holds(child, {"text/html"})]
    return (pages or forms)[-1:]


def is_attachment(part):
    return part.get_content_disposition() == "attachment"


def leaves(part):
    return [entity for entity in entities(part) if entity.get_content_maintype() != "multipart"]


def entities(part):
    """The part and all within it, but for those of a message inside."""
    yield part
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in part.get_payload():
            yield from entities(child)


def is_body(part, parent, index):
    if part.get_content_type() not in ("text/plain", "text/html") or is_attachment(part):
        return False
    if parent in ("", "multipart/alternative"):
        return True
    return index == 0 if parent == "multipart/related" else part.get_filename() is None


def decoded_text(part):
    """By its label, unless that is none or breaks; then by its escapes, as UTF-8, as Western text."""
    content = part.get_payload(decode=True) or b""
    label = part.get_content_charset() or "us-ascii"
    escaped = content.isascii() and re.search(rb"\x1b\$[@B]|\x1b\(I", content)
    for charset in ["iso2022_jp_ext"] * bool(escaped) + [label, "utf-8", "cp1252"]:
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", "replace")


# Outlook items


def outlook_messages(path):
    # The strictest class fails on items that are no mail; what is in them can still be told.
    with extract_msg.openMsg(str(path), strict=False, delayAttachments=False) as msg:
        return [read_outlook(msg)]


def read_outlook(msg):
    def text(tag):
        return (msg.getStringStream(f"__substg1.0_{tag}") or "").rstrip("\0")

    found = {field: [] for field in ("to", "cc", "bcc", "resent")}
    found["ill-formed"] = set()
    # On an invitation the third kind of recipient is a room, which everyone sees.
    is_meeting = (msg.classType or "").lower().startswith(("ipm.appointment", "ipm.schedule"))
    for recipient in msg.recipients:
        field = {1: "to", 2: "cc", 3: "to" if is_meeting else "bcc"}.get(int(recipient.type) & 0xF)
        address = (recipient.email or "").rstrip("\0")
        if field:
            found[field].append(person((recipient.name or "").rstrip("\0"), address if is_smtp(address) else None))
    # Represented (0042, 5D02, 0065), else the sender (0C1A, 5D01, 0C1F).
    for name, smtp, address in (("0042", "5D02", "0065"), ("0C1A", "5D01", "0C1F")):
        where = next((where for where in (text(smtp), text(address)) if is_smtp(where)), None)
        if where or text(name):
            found["from"] = [person(text(name), where)]
            break
    found.setdefault("from", [])
    found["subject"] = folded((msg.subject or "").rstrip("\0"))
    found["attachments"] = [read_attachment(attachment) for attachment in msg.attachments]
    page = msg.getStream("__substg1.0_10130102") or msg.getStream("__substg1.0_1013001E")
    rtf = msg.getStream("__substg1.0_10090102")
    # A page is shown first; a body that is only RTF is left to others.
    found["kinds"] = {"text/html" if page else "text/plain"}
    found["body"] = page_text(decoded_page(msg, page)) if page else text("1000") or (None if rtf else "")
    return found


def decoded_page(msg, page):
    """In UTF-8 when it is, else in PidTagInternetCodepage (3FDE)."""
    code_page = msg.props.get("3FDE0003")
    names = ["utf-8", PAGE_CODECS.get(code_page.value, f"cp{code_page.value}") if code_page else "cp1252"]
    for name in names:
        try:
            return page.rstrip(b"\0").decode(name)
        except (LookupError, ValueError):
            continue
    return page.decode("latin-1")


def is_smtp(address):
    """False for Exchange names, which may hold an `@`, too."""
    return "@" in address and not address.lower().startswith("/o=")


def read_attachment(attachment):
    names = [attachment.longFilename, attachment.shortFilename, getattr(attachment, "displayName", None)]
    content = attachment.data if isinstance(attachment.data, bytes) else None
    name = next((name.rstrip("\0") for name in names if name), None)
    return name, None if content is None else sha256(content)


# Both


class PageText(html.parser.HTMLParser):
    """What a page shows: text that neither its element nor one around it nor the style sheet hides.

    Knows nothing of lines and margins. Elements end as in HTML 13.2.6.4.7: an end tag without its start ends nothing,
    and none reaches out of its table cell.
    """

    # Of these only their own end tag ends the text.
    CDATA_CONTENT_ELEMENTS = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    UNSEEN = {"style", "script", "title", "template", "xml", "datalist", "audio", "video", "canvas", "iframe",
              "noembed", "noframes"}
    FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
    INLINE = FORMATTING | {"span", "label", "abbr", "sub", "sup", "ins", "del", "cite", "q", "button"}
    CELLS = {"td", "th", "caption", "table", "html"}
    ROWS = {"td", "th", "tr", "tbody", "thead", "tfoot"}
    # A start tag ends an open one of the first kind, unless one of the second stands between.
    IMPLIED = {"li": ({"li"}, {"ul", "ol", "table"}), "td": ({"td", "th"}, {"tr", "table"}),
               "th": ({"td", "th"}, {"tr", "table"}), "tr": ({"tr"}, {"table"}), "option": ({"option"}, {"select"}),
               "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"})}

    def __init__(self, page):
        super().__init__()
        self.hiding = hiding_selectors(page)
        # Of each open element: its name, whether it is hidden, invisible, and without size of letters.
        self.texts, self.open = [], [("html", False, False, False)]

    def handle_starttag(self, tag, attrs):
        self.imply_ends(tag)
        attributes = {name: value or "" for name, value in reversed(attrs)}
        element = self.element(tag, attributes)
        if tag == "img" and attributes.get("alt") and not (element[1] or element[2]):
            self.texts.append(attributes["alt"])
        if tag not in self.VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        # `<p/>` begins a paragraph, but Office writes elements of its own in XML.
        self.handle_starttag(tag, attrs)
        if ":" in tag or tag == "xml":
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        for index in range(len(self.open) - 1, 0, -1):
            name = self.open[index][0]
            if name == tag:
                if tag in self.FORMATTING:
                    del self.open[index]
                else:
                    del self.open[index:]
                return
            is_inside_out = tag in self.INLINE and tag not in self.FORMATTING and name not in self.INLINE
            if is_inside_out or name == "table" or (name in self.CELLS and tag not in self.ROWS | {"table"}):
                return

    def handle_data(self, data):
        _, is_hidden, is_invisible, is_sizeless = self.open[-1]
        if not (is_hidden or is_invisible or is_sizeless):
            self.texts.append(data)

    def imply_ends(self, tag):
        ended, walls = self.IMPLIED.get(tag, (set(), set()))
        if tag not in self.INLINE | self.VOID | {"table"} and not ended:
            ended, walls = {"p"}, {"td", "th", "table", "button"}
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index][0] in ended:
                del self.open[index:]
                return
            if self.open[index][0] in walls:
                return

    def element(self, tag, attributes):
        style = declarations(attributes.get("style", ""))
        _, is_hidden, is_invisible, is_sizeless = self.open[-1]
        names = [f".{name}" for name in attributes.get("class", "").split()] + ["#" + attributes.get("id", "").strip()]
        names = [tag] + [prefix + name for prefix in ("", tag) for name in names]
        by_sheet = [self.hiding[name] for name in names if name in self.hiding]
        display = style.get("display", ("", False))
        if display[0]:
            hides = display[0] == "none" or (any(by_sheet) and not display[1])
        else:
            hides = bool(by_sheet)
        has_height = tag not in self.ROWS | {"table"} and (tag not in self.INLINE or bool(display[0]))
        is_flat = any(is_nothing(style.get(name, ("", 0))[0]) for name in ("height", "max-height"))
        hides |= has_height and is_flat and style.get("overflow", ("", 0))[0] == "hidden"
        hides |= is_nothing(style.get("opacity", ("", 0))[0]) or "hidden" in attributes or tag in self.UNSEEN
        visibility = style.get("visibility", ("", 0))[0]
        if visibility in ("hidden", "collapse", "visible"):
            is_invisible = visibility != "visible"
        return tag, is_hidden or hides, is_invisible, self.sizeless(tag, attributes, style, is_sizeless)

    @staticmethod
    def sizeless(tag, attributes, style, around):
        """Letters of no size; a share of no size is none. Tables begin anew, as in pages that name no standard."""
        size = style.get("font-size", ("", 0))[0]
        if "font" in style and not size:
            match = re.search(r"(?:^|\s)(0|[\d.]+(?:px|pt|em|rem|%))(?:/|\s)", style["font"][0] + " ")
            size = match[1] if match else ""
        if is_nothing(size):
            return True
        if re.fullmatch(r".*\d(px|pt|rem|cm|mm|in|pc|vw)|(xx?-)?(small|large)|medium|initial", size):
            return False
        return around and tag != "table" and not (tag == "font" and "size" in attributes)


def is_nothing(length):
    match = re.match(r"(\d*\.?\d+)", length)
    return bool(match) and float(match[1]) < 0.01


def declarations(style):
    """Each property with its value and whether it is important; the last one counts among equals."""
    found = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        important = re.search(r"!\s*important$", value)
        value = value[:important.start()].strip() if important else value
        if colon and value and (important or not found.get(name, ("", None))[1]):
            if name != "display" or value[0].isalpha():
                found[name] = (value, bool(important))
    return found


def hiding_selectors(page):
    """Selectors of one element, class or id that a style sheet hides for every reader; whether that is important."""
    found = {}
    for sheet in re.findall(r"<style\b[^>]*>(.*?)(?:</style|$)", page, re.DOTALL | re.IGNORECASE):
        sheet = re.sub(r"/\*.*?(\*/|$)|<!--|-->", "", sheet, flags=re.DOTALL)
        depth, selectors, block = 0, "", ""
        rules = []
        for piece in re.split(r"([{}])", sheet):
            depth = max(0, depth + (piece == "{") - (piece == "}"))
            if piece == "}" and depth == 0:
                rules.append((selectors, block))
            elif piece not in ("{", "}") and depth == 0:
                selectors, block = piece.rpartition(";")[2], ""
            elif piece not in ("{", "}"):
                # Blocks within blocks are for some devices only.
                block = piece if depth == 1 and "@" not in selectors else ""
        for selectors, block in rules:
            display, important = declarations(block).get("display", ("", False))
            for selector in (one.strip() for one in selectors.split(",")):
                if display and re.fullmatch(r"\w*[.#][\w-]+|\w+", selector) and (important or not found.get(selector)):
                    if display == "none":
                        found[selector] = important
                    else:
                        found.pop(selector, None)
    return found


def page_text(page):
    parser = PageText(page)
    try:
        parser.feed(page)
        parser.close()
    except AssertionError:  # a conditional comment with something odd in it
        bare = re.sub(r"<!\[[^\]>]*\](?=-->)|<!\[[^>]*>", "", page)
        return page_text(bare) if bare != page else "".join(parser.texts)
    return "".join(parser.texts)
