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
    private static final int BY_NAME = 5;
    private static final int BY_ADDRESS = 30;
    /** What is compared with where nobody has that name, so that it takes as long. */
    private static final String NOBODYS =
            "pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA==:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** What became of an attempt to sign in. */
    enum Outcome {
        IN,
        WRONG,
        TOO_OFTEN
    }

    private final ConsoleSettings settings;
    private final Clock clock;
    private final Sessions sessions;
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

    Outcome signIn(
            String name,
            char[] password,
            String address,
            HttpServletRequest request,
            HttpServletResponse response) {
        long now = clock.millis();
        if (!byName.allows(name, now) || !byAddress.allows(address, now) || !checks.tryAcquire()) {
            return Outcome.TOO_OFTEN;
        }
        try {
            User known = settings.users().stream()
                    .filter(user -> user.name().equals(name))
                    .findFirst()
                    .orElse(null);
            boolean right = Passwords.matches(password, known == null ? NOBODYS : known.hash());
            if (!right || known == null) {
                byName.failed(name, now);
                byAddress.failed(address, now);
                return Outcome.WRONG;
            }
            begin(known.name(), known.role(), request, response);
            return Outcome.IN;
        } finally {
            checks.release();
        }
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
