package io.bellwether.console;

import io.bellwether.settings.ConsoleSettings.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in. In memory alone: a restart signs everybody out. */
final class Sessions {

    /** A working day. */
    private static final long LIFE_MILLIS = Duration.ofHours(12).toMillis();

    private static final int MOST = 10_000;
    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();

    /**
     * @param id known to the cookie alone
     * @param csrf known to the page alone: a request that changes something has to bring both
     * @param endsAt epoch ms
     */
    record Session(String id, String user, Role role, String csrf, long endsAt) {

        boolean mayAct() {
            return role == Role.LEAD;
        }

        @Override
        public String toString() {
            return "session of " + user;
        }
    }

    Sessions(Clock clock) {
        this.clock = clock;
    }

    Session begin(String user, Role role) {
        long now = clock.millis();
        byId.values().removeIf(session -> session.endsAt() <= now);
        if (byId.size() >= MOST) {
            byId.values().stream()
                    .min(Comparator.comparingLong(Session::endsAt))
                    .ifPresent(oldest -> byId.remove(oldest.id()));
        }
        Session session = new Session(secret(), user, role, secret(), now + LIFE_MILLIS);
        byId.put(session.id(), session);
        return session;
    }

    /** Null where there is none, or it is over. */
    Session find(String id) {
        Session session = id == null ? null : byId.get(id);
        return session == null || session.endsAt() <= clock.millis() ? null : session;
    }

    void end(Session session) {
        byId.remove(session.id());
    }

    private String secret() {
        byte[] secret = new byte[ID_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
