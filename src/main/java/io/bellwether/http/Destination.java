package io.bellwether.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator allows beyond the rule "https, port 443 or 8443, a public address".
 *
 * @param httpHosts hosts that may be spoken to without TLS, on any port
 * @param privateHosts hosts whose addresses are not checked against {@link AddressGuard}
 * @param ports further ports
 */
public record Destination(Set<String> httpHosts, Set<String> privateHosts, Set<Integer> ports) {

    private static final Set<Integer> USUAL_PORTS = Set.of(443, 8443);

    /** Nothing beyond the rule. */
    public static final Destination STRICT = new Destination(Set.of(), Set.of(), Set.of());

    public Destination {
        httpHosts = Set.copyOf(httpHosts);
        privateHosts = Set.copyOf(privateHosts);
        ports = Set.copyOf(ports);
    }

    /** The host of a URL as the lists name it: lower case, an IPv6 literal without brackets. Empty where there is none. */
    public static String hostOf(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return "";
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT);
    }

    /** Why this URL may not be called whatever it resolves to, or empty. */
    public Optional<Refusal> refusal(URI uri) {
        String host = hostOf(uri);
        if (host.isEmpty()) {
            return Optional.of(new Refusal(
                    "blocked_url",
                    "the URL has no host that could be asked: a name of letters, digits, - and . (no _; other"
                            + " alphabets as xn--…), or an address"));
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of(new Refusal("blocked_userinfo", "credentials in the URL of " + host));
        }
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of(new Refusal("blocked_scheme", "only https, or http to a host of allow_http_hosts"));
        }
        if (plain && !httpHosts.contains(host)) {
            return Optional.of(new Refusal(
                    "blocked_scheme",
                    "http to " + host
                            + ", which allow_http_hosts does not name: https, or name it there if it is meant"));
        }
        if (!portAllowed(uri, host)) {
            return Optional.of(new Refusal(
                    "blocked_port",
                    "port " + uri.getPort() + " of " + host + ": 443, 8443 or one named in allow_ports"));
        }
        return AddressGuard.refusal(host)
                .filter(why -> !privateHosts.contains(host))
                .map(why -> new Refusal(
                        "blocked_address", host + " is in " + why + ": allow_private: true if it is meant"));
    }

    /** Why this address of the URL's host may not be connected to, or empty. */
    public Optional<Refusal> refusal(URI uri, InetAddress address) {
        String host = hostOf(uri);
        if (privateHosts.contains(host)) {
            return Optional.empty();
        }
        return AddressGuard.refusal(address)
                .map(why -> new Refusal(
                        "blocked_address", host + " resolves to " + address.getHostAddress() + " in " + why));
    }

    private boolean portAllowed(URI uri, String host) {
        int port = uri.getPort();
        return port < 0 || USUAL_PORTS.contains(port) || ports.contains(port) || httpHosts.contains(host);
    }

    /**
     * A refusal.
     *
     * @param reason one word for metrics
     * @param message for the operator; holds the host, never path, query or credentials
     */
    public record Refusal(String reason, String message) {}
}
