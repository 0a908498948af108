package io.bellwether.webhook.telegram;

import io.bellwether.webhook.words.ChatDialect;
import io.bellwether.webhook.words.MarkdownDialect;

/** The few tags of HTML that Telegram knows. */
record HtmlDialect() implements ChatDialect {

    private static final MarkdownDialect LINES = new MarkdownDialect("\n", "\n\n", HtmlDialect::escaped);

    /** An {@code @name} in plain text is a mention to Telegram, which no entity keeps it from. */
    private static String escaped(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('@', '＠');
    }

    @Override
    public String text(String raw) {
        return LINES.text(raw);
    }

    @Override
    public String bold(String raw) {
        return "<b>" + escaped(raw) + "</b>";
    }

    @Override
    public String link(String label, String url) {
        String target = ChatDialect.linkTarget(url).replace("&", "&amp;");
        return "<a href=\"" + target + "\">" + escaped(label) + "</a>";
    }

    @Override
    public String lineBreak() {
        return "\n";
    }

    @Override
    public String blockBreak() {
        return "\n\n";
    }
}
