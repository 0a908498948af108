package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.bellwether.alert.Transition;
import io.bellwether.timeinterval.TimeInterval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason for not telling something now, and that an end has none. */
class MutesTest {

    private static final int HOUR = 3_600_000;

    private static TimeInterval interval(String name, ZoneId zone, int from, int to) {
        return new TimeInterval(
                name,
                zone,
                Set.of(0, 1, 2, 3, 4, 5, 6),
                List.of(new TimeInterval.Span(from * HOUR, to * HOUR)),
                Set.of());
    }

    private static final Map<String, TimeInterval> INTERVALS = Map.of(
            "nights", interval("nights", ZoneOffset.UTC, 22, 30),
            "shop", interval("shop", ZoneOffset.UTC, 8, 18),
            "evening", interval("evening", ZoneOffset.UTC, 18, 21),
            "china", interval("china", ZoneId.of("Asia/Shanghai"), 8, 18));

    private static Telling telling(Transition transition, GroupTimes times) {
        return new Telling(new Entry(0, Transitions.change(transition), true, 0, false), times, false);
    }

    private static List<String> names(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    /** Muted in, active in, at what time, the interval that mutes and when it is asked again. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',            ,             03:00,       ,
            nights,        ,             21:59,       ,
            nights,        ,             22:00, nights, 06:00
            nights,        ,             05:59, nights, 06:00
            nights,        ,             06:00,       ,
            shop nights,   ,             23:00, nights, 06:00
            ,              shop,         08:00,       ,
            ,              shop,         07:59, shop,   08:00
            ,              shop,         18:00, shop,   08:00
            ,              shop evening, 18:00,       ,
            ,              shop evening, 21:00, shop,   08:00
            ,              china,        00:00,       ,
            ,              china,        10:00, china,  00:00
            shop,          shop,         09:00, shop,   18:00
            gone,          ,             03:00,       ,
            ,              gone,         03:00,       ,
            """)
    void hoursMute(String mute, String active, String at, String by, String until) {
        GroupTimes times =
                new GroupTimes(0, 0, 0, mute == null || mute.isEmpty() ? List.of() : names(mute), names(active));
        long now = Instant.parse("2026-03-04T" + at + ":00Z").toEpochMilli();
        Mute muted = new MuteTimes(INTERVALS).mute(telling(Transitions.firing("a", "page"), times), now);
        if (by == null) {
            assertThat(muted).isNull();
        } else {
            assertThat(muted.id()).isEqualTo(by);
            assertThat(Instant.ofEpochMilli(muted.until()).toString()).contains("T" + until);
            assertThat(muted.until()).isGreaterThan(now);
        }
    }

    private static final InhibitRule SILENT = rule("uid=ingest-silent", "severity=page|warning", "channel");

    private static InhibitRule rule(String source, String target, String... equal) {
        return new InhibitRule(match(source), match(target), List.of(equal));
    }

    private static Map<String, Pattern> match(String text) {
        String[] sides = text.split("=");
        return Map.of(sides[0], Pattern.compile(sides[1]));
    }

    private static Transition alert(String id, String uid, String severity, String channel) {
        Transition t = Transitions.firing(id, severity);
        return Transitions.labelled(
                Transitions.ofRule(t, uid), channel == null ? Map.of() : Map.of("channel", channel));
    }

    /** The uid, severity and channel of an alert while {@code ingest-silent} fires for the channel chat, and whether it is told. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            backlog,       page,    chat,  false
            backlog,       warning, chat,  false
            backlog,       info,    chat,  true
            backlog,       page,    voice, true
            backlog,       page,    ,      true
            ingest-silent, page,    chat,  true
            ingest-silent, page,    voice, true
            """)
    void anAlertThatExplainsOthersKeepsThemQuiet(String uid, String severity, String channel, boolean told) {
        Inhibition inhibition = new Inhibition(List.of(SILENT));
        inhibition.observe(alert("source", "ingest-silent", "page", "chat"));
        Mute mute = inhibition.mute(telling(alert("other", uid, severity, channel), GroupTimes.DEFAULT), 0);
        assertThat(mute == null).isEqualTo(told);
        if (!told) {
            assertThat(mute).isEqualTo(new Mute(Mute.Kind.INHIBITED, "source", Mute.UNTIL_NEWS));
        }
    }

    @Test
    void anAlertNeverInhibitsItself() {
        Inhibition inhibition = new Inhibition(List.of(rule("severity=page", "uid=.*")));
        Transition page = alert("a", "backlog", "page", "chat");
        inhibition.observe(page);
        assertThat(inhibition.mute(telling(page, GroupTimes.DEFAULT), 0)).isNull();
        assertThat(inhibition.mute(telling(alert("b", "backlog", "page", "chat"), GroupTimes.DEFAULT), 0))
                .as("of both sides as the source is")
                .isNull();
        assertThat(inhibition.mute(telling(alert("c", "backlog", "info", "chat"), GroupTimes.DEFAULT), 0))
                .isNotNull();
    }

    @Test
    void aLabelThatBothLackIsEqual() {
        Inhibition inhibition = new Inhibition(List.of(rule("uid=events-behind", "uid=backlog", "channel")));
        inhibition.observe(alert("source", "events-behind", "page", null));
        assertThat(inhibition.mute(telling(alert("b", "backlog", "page", null), GroupTimes.DEFAULT), 0))
                .isNotNull();
        assertThat(inhibition.mute(telling(alert("c", "backlog", "page", "chat"), GroupTimes.DEFAULT), 0))
                .isNull();
    }

    @Test
    void aSourceIsOneWhileItFiresAndMatches() {
        List<InhibitRule> rules = List.of(rule("severity=page", "severity=info"));
        Inhibition inhibition = new Inhibition(rules);
        Telling info = telling(Transitions.firing("b", "info"), GroupTimes.DEFAULT);
        Transition eased = Transitions.changed("a", 2, "warning", "page");
        List<Boolean> muted = new ArrayList<>();
        for (Transition news : List.of(
                Transitions.firing("a", "page"),
                eased,
                Transitions.changed("a", 3, "page", "warning"),
                Transitions.resolved("a", 4, "page"),
                Transitions.shadow(Transitions.firing("a", "page")))) {
            assertThat(Inhibition.concerns(rules, news)).isTrue();
            inhibition.observe(news);
            muted.add(inhibition.mute(info, 0) != null);
        }
        assertThat(muted).containsExactly(true, false, true, false, false);
        assertThat(Inhibition.concerns(rules, Transitions.firing("a", "warning")))
                .isFalse();
    }

    @Test
    void theOldestSourceIsForgottenWhereThereAreTooMany() {
        Inhibition inhibition = new Inhibition(List.of(rule("severity=page", "severity=info")));
        for (int i = 0; i <= Inhibition.MAX_SOURCES; i++) {
            inhibition.observe(Transitions.firing("a" + i, "page"));
        }
        assertThat(inhibition.sources())
                .hasSize(Inhibition.MAX_SOURCES)
                .extracting(Transition::alertId)
                .doesNotContain("a0")
                .contains("a1");
    }

    /** Wish 3 of the reference: silenced or not, who was told of the beginning is told of the end. */
    @Test
    void anEndIsNeverMuted() {
        Mutes all = new Mutes(List.of((telling, now) -> new Mute(Mute.Kind.TIMES, "always", Mute.UNTIL_NEWS)));
        assertThat(all.of(telling(Transitions.resolved("a", 2, "page"), GroupTimes.DEFAULT), 0))
                .isNull();
        assertThat(all.of(telling(Transitions.firing("a", "page"), GroupTimes.DEFAULT), 0))
                .isNotNull();
    }
}
