package io.bellwether.console;

import io.bellwether.console.Sessions.Session;
import io.bellwether.event.SourceId;
import io.bellwether.sla.PolicyBook;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Answers with the story of a case. Looking through topics is work: two at a time, for all who ask. */
final class Cases {

    private static final int MOST_HOURS = 168;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int LONGEST = 256;

    private final CaseFinder finder;
    private final Supplier<PolicyBook> policies;
    private final Clock clock;
    private final Semaphore looks = new Semaphore(2);

    Cases(CaseFinder finder, Supplier<PolicyBook> policies, Clock clock) {
        this.finder = finder;
        this.policies = policies;
        this.clock = clock;
    }

    void answer(Context context, Session session) {
        SourceId caseId = new SourceId(parameter(context, "source"), parameter(context, "id"));
        if (!looks.tryAcquire()) {
            throw new ServiceUnavailableResponse("others look for cases; try again in a moment");
        }
        byte[] story;
        try {
            long now = clock.millis();
            story = finder.find(caseId, policies.get(), now - hours(context) * HOUR_MILLIS, now);
        } catch (IllegalStateException | KafkaException e) {
            throw new ServiceUnavailableResponse(e.getMessage());
        } finally {
            looks.release();
        }
        Audit.line(session.user(), context, "case", caseId.toString(), story == null ? "none" : "shown");
        if (story == null) {
            throw new NotFoundResponse("no event of that case in that time");
        }
        context.contentType("application/json").result(story);
    }

    private static String parameter(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw new BadRequestResponse(name + ": is missing or too long");
        }
        return value;
    }

    private static long hours(Context context) {
        String asked = context.queryParam("hours");
        int hours;
        try {
            hours = asked == null ? MOST_HOURS : Integer.parseInt(asked);
        } catch (NumberFormatException e) {
            hours = 0;
        }
        if (hours < 1 || hours > MOST_HOURS) {
            throw new BadRequestResponse("hours: must be 1 to " + MOST_HOURS);
        }
        return hours;
    }
}
