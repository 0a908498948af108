package io.bellwether.console;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line in the log for whatever somebody did, or was refused. */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("io.bellwether.console.audit");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]");
    private static final String FROM = "bellwether.from";
    private static final int LONGEST = 200;

    private Audit() {}

    /** Keeps where a request comes from. */
    static void from(Context context, String address) {
        context.attribute(FROM, address);
    }

    /**
     * @param what such as {@code ack}
     * @param on what it was done to; no secrets and no comments
     */
    static void line(String user, Context context, String what, String on, String outcome) {
        String from = context.attribute(FROM);
        LOG.info(
                "user={} from={} action={} on={} outcome={}",
                plain(user),
                plain(from == null ? context.ip() : from),
                what,
                plain(on),
                outcome);
    }

    /** Nobody writes a second line by a name with a line break in it. */
    private static String plain(String text) {
        String plain = UNPRINTABLE.matcher(text).replaceAll("_");
        return '"' + plain.substring(0, Math.min(LONGEST, plain.length())).replace('"', '\'') + '"';
    }
}
