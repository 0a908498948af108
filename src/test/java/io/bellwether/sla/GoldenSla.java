package io.bellwether.sla;

import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenSla implements GoldenSamples {

    static final String POLICIES = """
            apply_to_open: true
            calendars:
              office: {zone: Europe/Berlin, hours: {mon-fri: ["09:00-12:00", "13:00-17:00"]}, holidays: [2026-12-25]}
            policies:
              - name: urgent
                match: {priority: [urgent, high], tier: "!free", brand: "*"}
                calendar: office
                targets:
                  first_reply: {priority: {urgent: 5m, "*": {target: 12m, calendar: 24x7}}}
                  resolution: 4h
                timed: [requester_wait, agent_work]
                reply: {light_agent: true}
                reopen: RESTART
              - name: all
                targets: {next_reply: 1d}
            """;

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(
                new Sample<>(PolicyBookCodec.INSTANCE, "full", PolicyBook.parse("policies.yaml", POLICIES)),
                new Sample<>(PolicyBookCodec.INSTANCE, "defaults", PolicyBook.defaults()));
    }
}
