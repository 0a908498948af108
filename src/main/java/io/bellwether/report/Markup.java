package io.bellwether.report;

/**
 * Writes HTML and SVG. Whatever is not the name of an element or of an attribute goes through {@link #escaped}, so nothing
 * that came from events can become markup. Names are of this package's own code.
 */
final class Markup {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** @param attributes names and values by turns */
    Markup open(String element, String... attributes) {
        return begin(element, attributes, ">");
    }

    /** An element without anything in it. */
    Markup empty(String element, String... attributes) {
        return begin(element, attributes, "/>");
    }

    private Markup begin(String element, String[] attributes, String end) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escaped(attributes[i + 1]);
            out.append('"');
        }
        out.append(end);
        return this;
    }

    Markup close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Markup text(String text) {
        escaped(text);
        return this;
    }

    /** An element that has a text alone. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** For people who read the source. */
    Markup line() {
        out.append('\n');
        return this;
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // no control character is one of a text
                default -> out.append(c < ' ' || c == 0x7f ? ' ' : c);
            }
        }
    }

    /** A style sheet, as it is; of this package's own text alone. */
    Markup style(String css) {
        out.append("<style>").append(css).append("</style>\n");
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
