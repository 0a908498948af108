package io.bellwether.webhook;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes the address of an attempt from the one of the routing file, which is never changed itself. */
public final class UriQuery {

    private UriQuery() {}

    /** The address with one more parameter. */
    public static URI with(URI uri, String name, String value) {
        String text = uri.toString();
        int fragment = text.indexOf('#');
        String base = fragment < 0 ? text : text.substring(0, fragment);
        String encoded = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        String joint = uri.getRawQuery() == null ? "?" : uri.getRawQuery().isEmpty() || base.endsWith("&") ? "" : "&";
        return URI.create(base + joint + encoded);
    }

    /** The address with more behind its path; without its query. */
    public static URI below(URI uri, String path) {
        String text = uri.toString();
        int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.indexOf('#');
        String base = end < 0 ? text : text.substring(0, end);
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
