package io.bellwether.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;

/** What of a URL or a text may stand in logs, state, metrics and errors. Chat webhooks carry their key in path and query. */
public final class Redact {

    /** So much of a foreign text is shown, never more. */
    public static final int MAX_TEXT = 256;

    private static final int MAX_CAUSES = 8;
    private static final String HIDDEN = "***";

    private Redact() {}

    /** Scheme, host and port; a path, a query, a fragment or credentials become {@code ***}. */
    public static String url(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() == null ? HIDDEN : url(uri);
        } catch (URISyntaxException e) {
            return HIDDEN;
        }
    }

    /** As {@link #url(String)}. */
    public static String url(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/")) && uri.getRawQuery() == null;
        return uri.getScheme() + "://" + uri.getHost() + port + (bare ? "/" : "/" + HIDDEN);
    }

    /**
     * Why an attempt failed: the chain of causes in one line, outermost first, with every known secret taken out, at most
     * {@link #MAX_TEXT} characters long.
     */
    public static String failure(Throwable failure, Collection<String> secrets) {
        StringBuilder chain = new StringBuilder();
        Throwable cause = HttpOutcomes.unwrap(failure);
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            String message = cause.getMessage();
            String told = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
            // many wrappers repeat what they wrap
            if (message == null || chain.indexOf(message) < 0) {
                chain.append(chain.isEmpty() ? "" : ", because of ").append(told);
            }
            cause = cause.getCause();
        }
        return text(chain.toString(), secrets);
    }

    /** A foreign text in one line, with every known secret taken out, at most {@link #MAX_TEXT} characters long. */
    public static String text(String text, Collection<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                clean = clean.replace(secret, HIDDEN);
            }
        }
        StringBuilder line = new StringBuilder();
        clean.codePoints()
                .limit(MAX_TEXT)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
