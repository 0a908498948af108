package io.bellwether.webhook.slack;

import io.bellwether.webhook.words.ChatDialect;
import io.bellwether.webhook.words.MarkdownDialect;

/** Slack's own mark-up: three characters are entities, and the rest of what is active has no escape. */
record SlackDialect() implements ChatDialect {

    private static final MarkdownDialect LINES = new MarkdownDialect("\n", "\n", SlackDialect::escaped);

    private static String escaped(String line) {
        StringBuilder out = new StringBuilder();
        line.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '*', '`', '~' -> out.appendCodePoint(c - 0x20 + 0xFF00);
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    @Override
    public String text(String raw) {
        return LINES.text(raw);
    }

    @Override
    public String bold(String raw) {
        return "*" + escaped(raw) + "*";
    }

    @Override
    public String link(String label, String url) {
        return "<" + ChatDialect.linkTarget(url).replace("&", "&amp;") + "|" + escaped(label) + ">";
    }

    @Override
    public String lineBreak() {
        return "\n";
    }

    @Override
    public String blockBreak() {
        return "\n";
    }
}
