package io.bellwether.console;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line in the log for whatever somebody did, or was refused. */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("io.bellwether.console.audit");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]");
    private static final int LONGEST = 200;

    private Audit() {}

    /**
     * @param what such as {@code ack}
     * @param on what it was done to; no secrets and no comments
     */
    static void line(String user, String address, String what, String on, String outcome) {
        LOG.info("user={} from={} action={} on={} outcome={}", plain(user), plain(address), what, plain(on), outcome);
    }

    /** Nobody writes a second line by a name with a line break in it. */
    private static String plain(String text) {
        String plain = UNPRINTABLE.matcher(text).replaceAll("_");
        return '"' + plain.substring(0, Math.min(LONGEST, plain.length())).replace('"', '\'') + '"';
    }
}
