package io.bellwether.event;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which ids agents are known behind the door: a person at work is a person, and in many places it is for the law and the
 * works council to say what may be told of them.
 *
 * @param secret key of the hash, so that nobody finds an id by hashing all that there are; of no meaning for plain ids, and
 *     never printed
 */
public record AgentIds(Kind kind, String secret) implements Serializable {

    /** As they come. */
    public static final AgentIds PLAIN = new AgentIds(Kind.PLAIN, "");

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;
    private static final Pattern HASHED = Pattern.compile("agent-[0-9a-f]{16}");

    /** What becomes of ids. */
    public enum Kind {
        /** They are told as they come. */
        PLAIN,
        /** A keyed hash stands for each. */
        HASHED,
        /** The same, and nothing is told by agent. */
        OFF;

        /** As the settings name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether anything is told by agent. */
    public boolean isTold() {
        return kind != Kind.OFF;
    }

    /** Whether a dimension of that name has ids of agents as its values. */
    public static boolean areValuesOf(String dimension) {
        return dimension.equals("agent") || dimension.equals("agent_id");
    }

    /** What stands for an id; of what stands for one already, the same, so that a dead letter can be sent again. */
    public String of(String id) {
        if (kind == Kind.PLAIN || HASHED.matcher(id).matches()) {
            return id;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            // an empty key is none for the class; without a secret ids are hidden from the eye, not from who hashes
            // them all
            String key = secret.isEmpty() ? "agent" : secret;
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
            return "agent-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Tells ids of one kind and secret from all others without telling the secret: what hangs on it. */
    public String mark() {
        return kind == Kind.PLAIN ? kind.word() : kind.word() + " " + of("");
    }

    @Override
    public String toString() {
        return "AgentIds[kind=" + kind + ", secret=" + (secret.isEmpty() ? "none" : "***") + "]";
    }
}
