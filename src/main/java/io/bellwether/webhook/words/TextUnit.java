package io.bellwether.webhook.words;

/** What a target counts a text's length in. A text is cut between code points, never within one. */
public enum TextUnit {
    /** Unicode characters. */
    CODE_POINTS,
    /** Units of UTF-16, as JavaScript counts: an emoji is two. */
    UTF16,
    /** Bytes of UTF-8: a Chinese character is three. */
    BYTES,
    /** Bytes of UTF-8 as a JSON string has them, without its quotes: a line break is two. */
    JSON_BYTES;

    private int of(int codePoint) {
        return switch (this) {
            case CODE_POINTS -> 1;
            case UTF16 -> Character.charCount(codePoint);
            case BYTES -> bytes(codePoint);
            case JSON_BYTES -> jsonBytes(codePoint);
        };
    }

    private static int bytes(int codePoint) {
        if (codePoint < 0x80 || isHalf(codePoint)) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static int jsonBytes(int codePoint) {
        boolean escaped = codePoint == '"' || codePoint == '\\' || codePoint == '\n' || codePoint == '\t';
        return escaped ? 2 : codePoint < 0x20 ? 6 : bytes(codePoint);
    }

    /** Length of a text. */
    public int of(String text) {
        int length = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            length += of(codePoint);
            at += Character.charCount(codePoint);
        }
        return length;
    }

    /** The longest beginning of a text that is no longer than this. */
    public String cut(String text, int limit) {
        int left = limit;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            left -= of(codePoint);
            if (left < 0) {
                return text.substring(0, at);
            }
            at += Character.charCount(codePoint);
        }
        return text;
    }

    /** The text, or where it is longer its beginning and a mark that something is missing; both together fit. */
    public String shorten(String text, int limit, String mark) {
        return of(text) <= limit ? text : cut(text, Math.max(0, limit - of(mark))) + cut(mark, limit);
    }

    /** Half of a surrogate pair, which UTF-8 cannot hold: a question mark is written for it. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }
}
