package io.bellwether.influx;

import java.time.Duration;

/**
 * Asks a store whether it would take points for a bucket, by writing none: every version looks at token, organisation and
 * bucket first, and needs no right beyond that to write.
 */
public final class StoreProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private StoreProbe() {}

    /** What it said. */
    public enum Kind {
        /** Points would be taken. */
        TAKES,
        /** Points would be refused, and that does not end by itself. */
        REFUSES,
        /** It cannot be asked now: it is not there, or something else answers in its place, as a proxy that wants a login. */
        AWAY
    }

    /** @param message what was found and what to do; never the token */
    public record Answer(Kind kind, String message) {}

    /** Writes no point into a bucket. */
    public static Answer ask(InfluxSettings settings, String bucket) {
        try (StoreAdmin admin = new StoreAdmin(settings, PATIENCE)) {
            StoreAdmin.Reply reply = admin.writeNothing(bucket);
            return answer(reply, bucket);
        } catch (StoreException e) {
            return new Answer(Kind.AWAY, e.getMessage());
        }
    }

    /** What a status says, to an empty write. */
    private static Answer answer(StoreAdmin.Reply reply, String bucket) {
        int status = reply.status();
        String contentType = reply.type();
        if (status == 401) {
            boolean first = reply.version().startsWith("1.") || reply.version().startsWith("v1.");
            return new Answer(
                    Kind.REFUSES,
                    "does not know the token (status 401); look at influx.token" + (first ? ": " + StoreV1.TOKEN : ""));
        }
        if (status == 403) {
            return new Answer(
                    Kind.REFUSES,
                    "the token may not write to bucket " + bucket + " (status 403); grant it, or look at influx.token");
        }
        if (status == 404) {
            return new Answer(
                    Kind.REFUSES,
                    "has no bucket " + bucket
                            + " in this organisation (status 404); create it (bellwether influx setup), or correct influx.org"
                            + " and the bucket's name");
        }
        if (status >= 300 && status < 400) {
            return new Answer(
                    Kind.AWAY,
                    "sends elsewhere (status " + status
                            + "), as a login page does; name the store itself in influx.url if that stays so");
        }
        if (status < 300 && contentType.contains("html")) {
            return new Answer(
                    Kind.AWAY, "answers with a page, not as a store does; name the store itself in influx.url");
        }
        if (status == 429 || status >= 500) {
            return new Answer(Kind.AWAY, "cannot take points now (status " + status + ")");
        }
        if (status >= 400 && !contentType.contains("json")) {
            return new Answer(
                    Kind.AWAY,
                    "answers with status " + status
                            + ", not as a store does; look at influx.url (http or https?) and any proxy in front of it");
        }
        return new Answer(Kind.TAKES, "takes points for bucket " + bucket);
    }
}
