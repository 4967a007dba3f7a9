"""Writes containers that no library here writes: compound files of Office, PKZIP's encryption, RAR. Used by leaks.py."""

import struct
import zlib


def package(name, content):
    """A file as the Packager of Windows wraps it (`\\1Ole10Native`), in a compound file of one stream (MS-CFB)."""
    label = name.encode("cp932") + b"\0"
    path = b"C:\\" + label
    native = b"\x02\0" + label + path + b"\0\0\x03\0" + struct.pack("<I", len(path)) + path + struct.pack("<I", len(content)) + content
    return compound("\x01Ole10Native", struct.pack("<I", len(native)) + native)


def compound(*streams):
    """A compound file with these streams, a name before each content; a storage is a name before a list (MS-CFB 2)."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    entries, small, small_fat, big = [b""], b"", [], []

    def add(name, kind, child, start, size, at):
        wide = (name + "\0").encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
        entries[at] = (head, child, bytes(36) + struct.pack("<IQ", start, size))

    def siblings(items):
        """Entries of one storage, each the right one of that before; their order is by length first (2.6.4)."""
        nonlocal small
        pairs = sorted(zip(items[0::2], items[1::2]), key=lambda pair: (len(pair[0]), pair[0].upper()))
        numbers = []
        for name, content in pairs:
            at = len(entries)
            entries.append(None)
            numbers.append(at)
            if isinstance(content, list):
                add(name, 1, siblings(content), 0, 0, at)
            elif len(content) >= 4096:
                big.append((at, name, content))
            else:
                count = -(-len(content) // 64)
                start = len(small_fat) if count else end
                small_fat.extend([len(small_fat) + step + 1 for step in range(count - 1)] + [end] * (count > 0))
                small += content.ljust(count * 64, b"\0")
                add(name, 2, free, start, len(content), at)
        following.update(zip(numbers, numbers[1:]))
        return numbers[0] if numbers else free

    following = {}
    child = siblings(streams)
    fat, sectors = [0xFFFFFFFD], []

    def chain(content):
        count = -(-len(content) // 512)
        start = len(fat)
        fat.extend([start + step + 1 for step in range(count - 1)] + [end] * (count > 0))
        sectors.append(content.ljust(count * 512, b"\0"))
        return start if count else end

    for at, name, content in big:
        add(name, 2, free, chain(content), len(content), at)
    add("Root Entry", 5, child, chain(small), len(small), 0)
    directory = b"".join(
        head + struct.pack("<III", free, following.get(at, free), child) + tail for at, (head, child, tail) in enumerate(entries)
    )
    blank = bytes(68) + struct.pack("<III", free, free, free) + bytes(48)
    directory_at = chain(directory + blank * (-len(entries) % 4))
    small_at = chain(b"".join(struct.pack("<I", sector) for sector in small_fat).ljust(512, b"\xFF"))
    assert len(fat) <= 128 and len(small_fat) <= 128
    header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, directory_at, 0, 4096, small_at, 1, end, 0, 0)
    table = b"".join(struct.pack("<I", sector) for sector in fat)
    return header + b"\xFF" * (512 - len(header)) + table.ljust(512, b"\xFF") + b"".join(sectors)


def pkware(content, password):
    """Encrypts the only file of a zip as PKZIP does (APPNOTE 6.1)."""
    table = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
        table.append(number)
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte):
        keys[0] = keys[0] >> 8 ^ table[(keys[0] ^ byte) & 255]
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ table[(keys[2] ^ keys[1] >> 24) & 255]

    def encrypt(byte):
        mask = (keys[2] | 2) & 0xFFFF
        update(byte)
        return byte ^ (mask * (mask ^ 1) >> 8) & 255

    for byte in password:
        update(byte)
    name_length, extra_length = struct.unpack_from("<HH", content, 26)
    crc, compressed, _ = struct.unpack_from("<III", content, 14)
    start = 30 + name_length + extra_length
    plain = bytes(11) + bytes([crc >> 24]) + content[start : start + compressed]
    sealed = bytearray(content[:start] + bytes(map(encrypt, plain)) + content[start + compressed :])
    directory = sealed.index(b"PK\x01\x02")
    for flags, size in [(6, 18), (directory + 8, directory + 20)]:
        sealed[flags] |= 1
        struct.pack_into("<I", sealed, size, compressed + 12)
    end = sealed.index(b"PK\x05\x06")
    struct.pack_into("<I", sealed, end + 16, directory)
    return bytes(sealed)


def rar4(content, is_locked):
    """A stored file as RAR 1.5 to 4 write it (technote.txt)."""

    def block(kind, flags, body, added=b""):
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + added

    name = b"meibo_2026.csv"
    stored = bytes(byte ^ 0x5A for byte in content) + bytes(-len(content) % 16) if is_locked else content
    body = struct.pack("<IIBIIBBHI", len(stored), len(content), 2, zlib.crc32(content), 0x5C814800, 29, 0x30, len(name), 0x20) + name
    flags = 0x8000 | (0x404 if is_locked else 0)
    body += b"saltsalt" if is_locked else b""
    return b"Rar!\x1A\x07\x00" + block(0x73, 0, bytes(6)) + block(0x74, flags, body, stored) + block(0x7B, 0x4000, b"")


def rar5(content, locked):
    """A stored file as RAR 5 writes it (RAR 5.0 archive format)."""

    def number(value):
        output = b""
        while value > 127:
            output, value = output + bytes([value & 127 | 128]), value >> 7
        return output + bytes([value])

    def block(kind, fields, extra=b"", added=b""):
        flags = (1 if extra else 0) | (2 if added else 0)
        body = number(kind) + number(flags) + (number(len(extra)) if extra else b"") + (number(len(added)) if added else b"")
        body += fields + extra
        body = number(len(body)) + body
        return struct.pack("<I", zlib.crc32(body)) + body + added

    start = b"Rar!\x1A\x07\x01\x00"
    if locked == "header":
        return start + block(4, number(0) + number(0) + b"\x0F" + b"salt" * 4) + b"\x5A" * 200
    name = "名簿_2026.csv".encode()
    record = number(1) + number(0) + number(0) + b"\x0F" + b"salt" * 4 + b"iviv" * 4
    extra = number(len(record)) + record if locked else b""
    stored = bytes(byte ^ 0x5A for byte in content) if locked else content
    fields = number(4) + number(len(content)) + number(0x20) + struct.pack("<I", zlib.crc32(content)) + number(0) + number(1)
    file = block(2, fields + number(len(name)) + name, extra, stored)
    return start + block(1, number(0)) + file + block(5, number(0))
