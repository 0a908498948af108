package io.bellwether.console;

import io.bellwether.console.Sessions.Session;
import io.bellwether.settings.ConsoleSettings;
import io.bellwether.settings.ConsoleSettings.Role;
import io.bellwether.settings.ConsoleSettings.User;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who gets in. Where the settings name no users the console is on the loopback interface, and whoever is on this machine is a
 * lead; then a request has to name this machine as its host, so that no page from elsewhere speaks to it by a name of its own,
 * and no proxy may have brought it, for that is on this machine whoever speaks to it.
 */
final class Gate {

    /** The header that brings a session's {@link Session#csrf}. */
    static final String CSRF_HEADER = "X-Bellwether-Csrf";

    private static final String COOKIE = "bellwether-";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> PAGE = Set.of("/", "/index.html");
    private static final int BY_BOTH = 5;
    private static final int BY_ADDRESS = 30;
    /** From all addresses together: so many that nobody locks a user out from one or a few. */
    private static final int BY_NAME = 100;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ADDRESS = 64;
    private static final int MOST_WAITING = 20;
    private static final int PATIENCE_SECONDS = 5;
    /** What is compared with where nobody has that name, so that it takes as long. */
    static final String NOBODYS =
            "pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA==:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** What became of an attempt to sign in. */
    enum Outcome {
        IN,
        WRONG,
        TOO_OFTEN,
        BUSY
    }

    private final ConsoleSettings settings;
    private final Clock clock;
    private final Sessions sessions;
    private final LoginLimit byBoth = new LoginLimit(BY_BOTH);
    private final LoginLimit byName = new LoginLimit(BY_NAME);
    private final LoginLimit byAddress = new LoginLimit(BY_ADDRESS);
    /** A password takes a third of a second of a core: so many at a time. */
    private final Semaphore checks = new Semaphore(2);

    Gate(ConsoleSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.sessions = new Sessions(clock);
    }

    boolean asksWho() {
        return !settings.users().isEmpty();
    }

    /** The headers of every answer. */
    void protect(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-store");
        if (isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private boolean isSecure() {
        return settings.hasTls() || settings.behindProxy();
    }

    /** Whether a page of another origin may have sent it; a link there that somebody follows may lead to the page itself. */
    boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !isLinkToPage(request)) {
            return true;
        }
        return !asksWho() && isFromElsewhere(request);
    }

    private static boolean isLinkToPage(HttpServletRequest request) {
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && PAGE.contains(request.getRequestURI())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    /** Whether it names another host, or a proxy took it to here. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null
                || !LOOPBACK.contains(host.replaceFirst(":[0-9]+$", ""))
                || Collections.list(request.getHeaderNames()).stream().anyMatch(Gate::isOfProxy);
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("forwarded") || name.equals("x-real-ip") || name.startsWith("x-forwarded-");
    }

    /** Null where nobody is signed in. */
    Session session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            String name = cookieName(request);
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return sessions.find(cookie.getValue());
                }
            }
        }
        return null;
    }

    /** Whether a session still holds. */
    boolean holds(Session session) {
        return sessions.find(session.id()) != null;
    }

    /** Whether it comes from the page of that session. */
    static boolean isOfPage(HttpServletRequest request, Session session) {
        String said = request.getHeader(CSRF_HEADER);
        return said != null
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever is on this machine, where the settings name no users. */
    Session beginHere(HttpServletRequest request, HttpServletResponse response) {
        return begin(System.getProperty("user.name", "somebody"), Role.LEAD, request, response);
    }

    Outcome signIn(String name, char[] password, HttpServletRequest request, HttpServletResponse response) {
        if (name.length() > LONGEST_NAME) {
            return Outcome.WRONG;
        }
        String address = address(request);
        if (!mayTry(name, address)) {
            return Outcome.TOO_OFTEN;
        }
        if (!isMyTurn()) {
            return Outcome.BUSY;
        }
        try {
            // of those who waited, others may have failed meanwhile
            return mayTry(name, address) ? check(name, password, address, request, response) : Outcome.TOO_OFTEN;
        } finally {
            checks.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return checks.getQueueLength() < MOST_WAITING && checks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Outcome check(
            String name, char[] password, String address, HttpServletRequest request, HttpServletResponse response) {
        User known = settings.users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElse(null);
        boolean right = Passwords.matches(password, known == null ? NOBODYS : known.hash());
        if (!right || known == null) {
            failed(name, address);
            return Outcome.WRONG;
        }
        begin(known.name(), known.role(), request, response);
        return Outcome.IN;
    }

    private boolean mayTry(String name, String address) {
        long now = clock.millis();
        return byBoth.allows(name + ' ' + address, now)
                && byName.allows(name, now)
                && (address.isEmpty() || byAddress.allows(address, now));
    }

    private void failed(String name, String address) {
        long now = clock.millis();
        byBoth.failed(name + ' ' + address, now);
        byName.failed(name, now);
        if (!address.isEmpty()) {
            byAddress.failed(address, now);
        }
    }

    /** Where a request comes from, as the proxy says where there is one; empty where it does not. */
    String address(HttpServletRequest request) {
        if (!settings.behindProxy()) {
            return request.getRemoteAddr();
        }
        // what stands in front of the last hop anybody may have written
        String said = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        String last = said.substring(said.lastIndexOf(',') + 1).trim();
        return last.length() > LONGEST_ADDRESS ? "" : last;
    }

    void signOut(Session session, HttpServletRequest request, HttpServletResponse response) {
        sessions.end(session);
        response.setHeader("Set-Cookie", cookie(request, "", 0));
    }

    private Session begin(String user, Role role, HttpServletRequest request, HttpServletResponse response) {
        Session session = sessions.begin(user, role);
        response.setHeader("Set-Cookie", cookie(request, session.id(), 12 * 3_600));
        return session;
    }

    private String cookie(HttpServletRequest request, String value, int seconds) {
        return cookieName(request) + '=' + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (isSecure() ? "; Secure" : "");
    }

    /** A browser keeps cookies by host and not by port: each console of a host has its own. */
    private String cookieName(HttpServletRequest request) {
        return (isSecure() ? "__Host-" : "") + COOKIE + request.getLocalPort();
    }
}
