package io.bellwether.webhook.words;

import java.util.function.UnaryOperator;

/**
 * Markdown as most chats read it.
 *
 * @param escape makes a text of one line harmless
 */
public record MarkdownDialect(String lineBreak, String blockBreak, UnaryOperator<String> escape)
        implements ChatDialect {

    private static final String ACTIVE = "\\`*_{}[]()#+-!|<>~";

    /** A backslash before whatever Markdown may take for mark-up. */
    public static String backslashes(String line) {
        StringBuilder out = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (ACTIVE.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        return out.toString();
    }

    /**
     * The full-width form of what may begin mark-up, a mention or a colour. For readers of Markdown that know no backslash:
     * what they show is what was meant, a little wider.
     */
    public static String wide(String line) {
        StringBuilder out = new StringBuilder();
        line.codePoints().forEach(c -> {
            boolean heads = out.isEmpty() && "#->+".indexOf(c) >= 0;
            boolean active = "`*[]<@".indexOf(c) >= 0;
            // the full-width forms stand in the order of ASCII
            out.appendCodePoint(heads || active ? c - 0x20 + 0xFF00 : c);
        });
        return out.toString();
    }

    @Override
    public String text(String raw) {
        StringBuilder out = new StringBuilder();
        raw.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> out.append(
                        out.isEmpty() ? "" : lineBreak)
                .append(escape.apply(line)));
        return out.toString();
    }

    @Override
    public String bold(String raw) {
        return "**" + escape.apply(raw) + "**";
    }

    @Override
    public String link(String label, String url) {
        return "[" + escape.apply(label) + "](" + ChatDialect.linkTarget(url) + ")";
    }
}
