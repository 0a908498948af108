package io.bellwether.webhook.words;

import java.util.Locale;

/** How one chat writes what people read. Whatever an alert holds comes out as text: no link, mention or mark-up of its own. */
public interface ChatDialect {

    /** A text in one line or several. */
    String text(String raw);

    /** The same, bold. */
    String bold(String raw);

    /** A link; {@code url} is one that {@link #isLink} holds for. */
    String link(String label, String url);

    /** Between the lines of one alert. */
    String lineBreak();

    /** Between one alert and the next. */
    String blockBreak();

    /** Whether an address is one that a reader may follow. */
    static boolean isLink(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    /** An address in which nothing ends the link that it stands in. */
    static String linkTarget(String url) {
        StringBuilder safe = new StringBuilder();
        url.codePoints().forEach(c -> {
            boolean ends = c <= ' ' || "()<>[]\"'|\\`".indexOf(c) >= 0;
            if (ends) {
                safe.append(String.format(Locale.ROOT, "%%%02X", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
