package io.bellwether.demo;

/**
 * What a terminal can show.
 *
 * @param colour whether ANSI colours are understood and wanted
 * @param unicode whether characters beyond ASCII arrive
 */
record Style(boolean colour, boolean unicode) {

    String bold(String text) {
        return sgr("1", text);
    }

    String dim(String text) {
        return sgr("2", text);
    }

    String good(String text) {
        return sgr("32", text);
    }

    String warn(String text) {
        return sgr("33", text);
    }

    String bad(String text) {
        return sgr("31", text);
    }

    private String sgr(String code, String text) {
        return colour && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    String tick() {
        return unicode ? "✓" : "ok";
    }

    String cross() {
        return unicode ? "✗" : "no";
    }

    /** For a number that does not exist. */
    String none() {
        return unicode ? "–" : "-";
    }

    /** Cut to so many columns, plain text only. */
    String fit(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        String mark = unicode ? "…" : "..";
        return text.substring(0, Math.max(0, width - mark.length())) + mark;
    }

    /** The text at the left of so many columns. */
    String left(String text, int width) {
        String fitted = fit(text, width);
        return fitted + " ".repeat(Math.max(0, width - fitted.length()));
    }

    /** The text at the right of so many columns. */
    String right(String text, int width) {
        String fitted = fit(text, width);
        return " ".repeat(Math.max(0, width - fitted.length())) + fitted;
    }
}
