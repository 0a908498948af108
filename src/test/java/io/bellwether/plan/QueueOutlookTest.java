package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceTerms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueueOutlookTest {

    private static final long HALF_HOUR = QueueDemand.HALF_HOUR_MILLIS;
    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long HANDLE = 180_000;
    private static final double NONE = Double.NaN;

    private final QueueDemand demand = new QueueDemand();
    private final NavigableMap<Long, PlanRow> rows = new TreeMap<>();
    private PlanningSettings settings = PlanningSettings.DEFAULT;

    private long at(Measure measure, long present, long now) {
        return all(present, now).getOrDefault(measure, LevelValue.ZERO).atEnd();
    }

    private Map<Measure, LevelValue> all(long present, long now) {
        return new QueueOutlook(settings, HALF_HOUR, HANDLE).at("presale", demand, present, rows, now);
    }

    private static PlanRow row(double arrivals, double staffed) {
        return new PlanRow(arrivals, NONE, NONE, HANDLE / 1_000.0, NONE, staffed);
    }

    private void came(long before, int contacts) {
        demand.put(before, new Lately(contacts, 0, 0, 0, 0));
    }

    /** The example of the field's tables: 100 contacts of 180 s in half an hour take 14 agents, by Erlang C. */
    @Test
    void requiredIsThatOfTheTables() {
        came(NOON - 60_000, 100);
        assertThat(at(Measure.PLAN_REQUIRED, Presence.NOBODY_SEEN, NOON)).isEqualTo(14);
        assertThat(at(Measure.PLAN_LATELY, Presence.NOBODY_SEEN, NOON)).isEqualTo(100);
    }

    /** And twelve where customers leave after two minutes; the cap on occupancy is what holds it there. */
    @Test
    void whoLeavesIsNotServed() {
        came(NOON - 60_000, 100);
        demand.put(NOON - 120_000, new Lately(0, 0, 0, 40, 40 * 120_000));
        assertThat(at(Measure.PLAN_PATIENCE, 0, NOON)).isEqualTo(120_000);
        assertThat(at(Measure.PLAN_REQUIRED, 0, NOON)).isEqualTo(12);
        settings = with(settings.terms().others().withPatience(60));
        assertThat(at(Measure.PLAN_PATIENCE, 0, NOON)).isEqualTo(60_000);
    }

    private static PlanningSettings with(ServiceTerms ofPresale) {
        PlanningSettings usual = PlanningSettings.DEFAULT;
        return new PlanningSettings(
                new QueueTerms(usual.terms().others(), Map.of("presale", ofPresale)),
                "",
                usual.aheadMillis(),
                usual.zone(),
                PlanBook.NONE);
    }

    @Test
    void whatContactsTakeIsMeasuredWhereEnoughEnded() {
        demand.put(NOON - 7_200_000, new Lately(0, 30, 30 * 100_000, 0, 0));
        assertThat(at(Measure.PLAN_HANDLE, 0, NOON)).isEqualTo(100_000);
        demand.put(NOON - 600_000, new Lately(0, 19, 19 * 50_000, 0, 0));
        assertThat(at(Measure.PLAN_HANDLE, 0, NOON))
                .as("nineteen are too few, the day has more")
                .isEqualTo((30 * 100_000 + 19 * 50_000) / 49);
        demand.put(NOON - 700_000, new Lately(0, 1, 50_000, 0, 0));
        assertThat(at(Measure.PLAN_HANDLE, 0, NOON)).isEqualTo(50_000);
    }

    /** Three chats at a time are three places: fewer agents, never fewer than a third. */
    @Test
    void agentsWithSeveralContactsAreFewer() {
        came(NOON - 60_000, 100);
        ServiceTerms one = settings.terms().others();
        settings = with(new ServiceTerms(one.work(), one.target(), NONE, one.patienceSeconds(), 3, 0.85, 1, 0, 0));
        assertThat(at(Measure.PLAN_REQUIRED, 0, NOON)).isEqualTo(5);
    }

    @Test
    void whoIsThereIsWhomThePlanHasElseWhoIsPresent() {
        assertThat(all(Presence.NOBODY_SEEN, NOON)).doesNotContainKey(Measure.PLAN_STAFF_KNOWN);
        assertThat(at(Measure.PLAN_STAFFED, 3, NOON)).isEqualTo(3);
        assertThat(at(Measure.PLAN_STAFF_KNOWN, 0, NOON)).as("all have gone").isEqualTo(1);
        rows.put(NOON - HALF_HOUR, row(10, 7));
        assertThat(at(Measure.PLAN_STAFFED, 3, NOON)).isEqualTo(7);
        assertThat(at(Measure.PLAN_AT_HAND, 3, NOON))
                .as("who is missed did not come")
                .isEqualTo(3);
        assertThat(at(Measure.PLAN_AT_HAND, Presence.NOBODY_SEEN, NOON)).isEqualTo(7);
    }

    /** What came by noon counts for the afternoon, half of it and twice of it at the most. */
    @Test
    void whatCameTodayCorrectsThePlan() {
        for (int i = -24; i < 8; i++) {
            rows.put(NOON + i * HALF_HOUR, row(10, NONE));
        }
        assertThat(at(Measure.PLAN_ARRIVALS, 0, NOON + 1)).isEqualTo(10_000);
        assertThat(at(Measure.PLAN_EXPECTED, 0, NOON + 1)).as("nobody looked").isEqualTo(10_000);
        came(NOON - 4 * HALF_HOUR - 1, 0);
        assertThat(at(Measure.PLAN_EXPECTED, 0, NOON + 1))
                .as("nothing came since it is looked at")
                .isEqualTo(Math.max(5_000, Math.round(10_000 * 20.0 / (40 + 20))));
        came(NOON - 24 * HALF_HOUR, 0);
        assertThat(at(Measure.PLAN_EXPECTED, 0, NOON + 1))
                .as("nothing came all day")
                .isEqualTo(5_000);
        for (int i = -24; i < 0; i++) {
            came(NOON + i * HALF_HOUR, 12);
        }
        assertThat(at(Measure.PLAN_EXPECTED, 0, NOON + 1))
                .isEqualTo(Math.round(10_000 * (24 * 12 + 20.0) / (240 + 20)));
        for (int i = -24; i < 0; i++) {
            came(NOON + i * HALF_HOUR, 50);
        }
        assertThat(at(Measure.PLAN_EXPECTED, 0, NOON + 1)).isEqualTo(20_000);
    }

    /** "Short of two from 14:00". */
    @Test
    void whoWillBeMissingIsToldWithTheTime() {
        for (int i = 0; i < 8; i++) {
            rows.put(NOON + i * HALF_HOUR, row(100, i < 4 ? 16 : 12));
        }
        assertThat(at(Measure.PLAN_AHEAD_KNOWN, 0, NOON + 1)).isEqualTo(1);
        assertThat(at(Measure.PLAN_SHORT_AHEAD, 0, NOON + 1)).isEqualTo(2);
        assertThat(at(Measure.PLAN_SHORT_FROM, 0, NOON + 1)).isEqualTo((NOON + 4 * HALF_HOUR) / 1_000);
        rows.replaceAll((start, row) -> row(100, 14));
        Map<Measure, LevelValue> enough = all(0, NOON + 1);
        assertThat(enough)
                .containsKey(Measure.PLAN_AHEAD_KNOWN)
                .doesNotContainKeys(Measure.PLAN_SHORT_AHEAD, Measure.PLAN_SHORT_FROM);
    }

    /** The least that somebody wants in every interval; of a number that is another column no more is said than it says. */
    @Test
    void theLeastIsKeptAheadAndTheMostEnds() {
        ServiceTerms one = settings.terms().others();
        settings = with(new ServiceTerms(one.work(), one.target(), NONE, one.patienceSeconds(), 1, 0.85, 1, 0, 2));
        rows.put(NOON, row(0, 0));
        assertThat(at(Measure.PLAN_SHORT_AHEAD, 0, NOON + 1)).isEqualTo(2);
        rows.put(NOON, row(1e12, 0));
        assertThat(at(Measure.PLAN_SHORT_AHEAD, 0, NOON + 1)).isGreaterThan(100_000);
    }

    @Test
    void aPlanWithoutStaffSaysNothingOfTheHoursAhead() {
        rows.put(NOON, row(100, NONE));
        assertThat(all(4, NOON + 1)).doesNotContainKeys(Measure.PLAN_AHEAD_KNOWN, Measure.PLAN_SHORT_AHEAD);
    }

    @Test
    void aDayBeginsAtMidnightOfTheZone() {
        settings = new PlanningSettings(
                settings.terms(), "", settings.aheadMillis(), ZoneId.of("Asia/Shanghai"), PlanBook.NONE);
        long midnight = Instant.parse("2026-03-02T16:00:00Z").toEpochMilli();
        rows.put(midnight - HALF_HOUR, row(1_000, NONE));
        rows.put(midnight, row(10, NONE));
        assertThat(at(Measure.PLAN_EXPECTED, 0, midnight + 1))
                .as("of yesterday nothing counts")
                .isEqualTo(10_000);
    }
}
