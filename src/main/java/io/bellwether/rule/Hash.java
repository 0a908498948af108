package io.bellwether.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Identities that are the same in every process. */
final class Hash {

    private Hash() {}

    /** The first {@code bytes} bytes of the SHA-256 of a text, in hexadecimal. */
    static String hex(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The identity of the alert of a rule on a series. */
    static String alertId(String uid, Map<String, String> labels) {
        StringBuilder text = new StringBuilder(uid);
        new TreeMap<>(labels).forEach((name, value) -> text.append('\0').append(name).append('=').append(value));
        return hex(text.toString(), 16);
    }

    /** The identity of the alert of a rule on a case. */
    static String alertId(String uid, String subject, String clock, int instance) {
        return hex(uid + '\0' + subject + '\0' + clock + '\0' + instance, 16);
    }
}
