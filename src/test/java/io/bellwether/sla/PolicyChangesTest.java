package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selection of policies, what happens when they or the case change, reopening, merging and at-risk points. */
class PolicyChangesTest {
    private static final String TWO = """
            policies:
              - name: vip
                match: {tier: [vip, 88vip], channel: "!email"}
                targets: {first_reply: 5m}
              - name: known
                match: {tier: "*"}
                targets: {first_reply: 30m}
              - name: unknown
                match: {tier: none}
                targets: {first_reply: 60m}
            """;

    private static Desk created(String policy, String priority) {
        return Desk.with(policy)
                .event(0, EventType.TICKET_CREATED, e -> e.priority(priority).actor(Actor.CUSTOMER));
    }

    private static long target(String tier, String channel) {
        return new Desk(Desk.parse(TWO))
                        .event(0, EventType.TICKET_CREATED, e -> e.tier(tier).channel(channel))
                        .view("first_reply", 0)
                        .targetMillis()
                / Desk.MINUTE;
    }

    @Test
    void firstMatchWins() {
        assertThat(target("vip", "chat")).isEqualTo(5);
        assertThat(target("88vip", null)).isEqualTo(5);
        assertThat(target("vip", "email")).isEqualTo(30);
        assertThat(target("entry", "chat")).isEqualTo(30);
        assertThat(target(null, "chat")).isEqualTo(60);
    }

    @Test
    void ticketsAndChatsAreToldApart() {
        PolicyBook book = Desk.parse("""
                policies:
                  - {name: chats, match: {kind: chat}, targets: {first_reply: 1m}}
                  - {name: tickets, match: {kind: ticket}, targets: {first_reply: 1h}}
                """);
        assertThat(new Desk(book).created(0).view("first_reply", 0).policy()).isEqualTo("tickets");
        assertThat(new Desk(book)
                        .event(0, EventType.CHAT_STARTED)
                        .view("first_reply", 0)
                        .policy())
                .isEqualTo("chats");
    }

    @Test
    void theViewTellsPolicyAndRule() {
        Desk desk = created("targets:\n  first_reply: {priority: {urgent: 1h, \"*\": 8h}}", "urgent");
        ClockView view = desk.view("first_reply", 10);
        assertThat(view.policy()).isEqualTo("test");
        assertThat(view.rule()).isEqualTo("test.yaml:4 first_reply.priority.urgent");
        assertThat(view.verdict()).isEqualTo(ClockView.Verdict.PENDING);
        assertThat(view.consumedMillis()).isEqualTo(10 * Desk.MINUTE);
        assertThat(view.deadline()).isEqualTo(desk.ms(60));
    }

    @Test
    void aSecondDimensionAndAnUnlistedValue() {
        String policy = "targets: {first_reply: {priority: {urgent: {channel: {chat: 1m, \"*\": 5m}}, low: none}}}";
        Desk chat = Desk.with(policy)
                .event(0, EventType.TICKET_CREATED, e -> e.priority("urgent").channel("chat"));
        assertThat(chat.view("first_reply", 0).targetMillis()).isEqualTo(Desk.MINUTE);
        assertThat(created(policy, "urgent").view("first_reply", 0).targetMillis())
                .isEqualTo(5 * Desk.MINUTE);
        assertThat(created(policy, "low").view("first_reply", 0).verdict()).isEqualTo(ClockView.Verdict.TIMED);
        assertThat(created(policy, "high").view("first_reply", 0).verdict()).isEqualTo(ClockView.Verdict.TIMED);
    }

    @Test
    void aTargetThatComesLaterFindsTheConsumedTime() {
        Desk desk = Desk.with("targets: {requester_wait: {priority: {urgent: 1h}}}")
                .created(0)
                .priority(30, "urgent");
        assertThat(desk.isRunning("requester_wait")).isTrue();
        assertThat(desk.view("requester_wait", 30).deadline()).isEqualTo(desk.ms(60));
        desk.priority(40, "low");
        assertThat(desk.isRunning("requester_wait")).isFalse();
        assertThat(desk.said("requester_wait")).containsExactly("CANCELLED 40");
    }

    @Test
    void aPolicyThatNoLongerMatchesVoidsTheBreach() {
        Desk desk = Desk.with("match: {priority: urgent}\ntargets: {requester_wait: 1h}");
        desk.event(0, EventType.TICKET_CREATED, e -> e.priority("urgent")).priority(90, "low");
        assertThat(desk.breached("requester_wait")).isZero();
        assertThat(desk.level(Measure.SLA_OVERDUE, "requester_wait")).isZero();
        assertThat(desk.said("requester_wait")).endsWith("BREACHED 60", "CANCELLED 90");
    }

    @Test
    void freshRestartsAtAChangeOfTarget() {
        Desk desk = created("on_change: FRESH\ntargets: {first_reply: {priority: {urgent: 1h, low: 8h}}}", "low")
                .priority(120, "urgent");
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.view("first_reply", 120).deadline()).isEqualTo(desk.ms(180));
    }

    @Test
    void aTargetThatIsMissedAsWellKeepsTheOneBreach() {
        Desk desk = created("targets: {first_reply: {priority: {urgent: 1h, high: 90m, low: 8h}}}", "urgent")
                .priority(120, "high");
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(60.0);
        assertThat(desk.said("first_reply")).doesNotContain("SUPERSEDED 120");
    }

    @Test
    void stopComesBeforeTheChangeOfTargetOnOneEvent() {
        Desk desk = created("targets: {resolution: {priority: {urgent: 1h, low: 8h}}}", "low")
                .event(120, EventType.TICKET_UPDATED, e -> e.priority("urgent").status(Status.SOLVED));
        assertThat(desk.met("resolution")).isEqualTo(1);
        assertThat(desk.breached("resolution")).isZero();
    }

    @Test
    void movingToAnotherGroupDoesNotResetTheFirstReply() {
        Desk desk = Desk.with("targets: {first_reply: 1h}")
                .event(0, EventType.TICKET_CREATED, e -> e.queue("one"))
                .event(30, EventType.TICKET_ASSIGNED, e -> e.queue("two"))
                .agent(40);
        assertThat(desk.consumed("first_reply")).containsExactly(40.0);
    }

    @Test
    void aNewBookReachesACaseWithItsNextEvent() {
        Desk desk = Desk.with("targets: {first_reply: 8h}").created(0);
        desk.book(60, Desk.book("targets: {first_reply: 30m}"));
        assertThat(desk.until(100).breached("first_reply")).isZero();
        desk.customer(110);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(110.0);
    }

    @Test
    void aNewBookReachesOpenCasesAtOnceWhereItSaysSo() {
        Desk desk = Desk.with("targets: {first_reply: 8h}").created(0);
        desk.book(60, Desk.parse("apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 30m}}]"));
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(60.0);
    }

    @Test
    void onePolicyAloneMayReachOpenCasesAtOnce() {
        PolicyBook after = Desk.parse("""
                policies:
                  - {name: a, match: {priority: urgent}, apply_to_open: true, targets: {first_reply: 30m}}
                  - {name: b, targets: {first_reply: 30m}}
                """);
        assertThat(after.appliesToOpen()).isTrue();
        Desk urgent = created("targets: {first_reply: 8h}", "urgent").book(60, after);
        Desk low = created("targets: {first_reply: 8h}", "low").book(60, after);
        assertThat(urgent.breached("first_reply")).isEqualTo(1);
        assertThat(low.until(400).breached("first_reply")).isZero();
    }

    @Test
    void timeBeforeANewBookIsCountedByTheOldCalendar() {
        String text = """
                apply_to_open: true
                calendars: {office: {zone: UTC, hours: {mon: "00:00-%s"}}}
                policies: [{name: a, calendar: office, targets: {first_reply: 10h}}]
                """;
        PolicyBook before = Desk.parse(text.formatted("02:00"));
        PolicyBook after = Desk.parse(text.formatted("08:00"));
        Desk desk =
                new Desk(before).created(0).book(240, after.succeeding(before)).agent(300);
        assertThat(desk.consumed("first_reply")).containsExactly(180.0);
        assertThat(before.version()).isNotEqualTo(after.version());
    }

    /** What ended under the old book has no target in the new one: not the one that has its place there, and none beyond its end. */
    @Test
    void whatEndedUnderAnEarlierBookIsJudgedByTheNewOneWhenItRunsOn() {
        PolicyBook before = Desk.parse("""
                policies:
                  - name: before
                    targets: {resolution: 4h, first_reply: {priority: {urgent: 5m, low: 9m, "*": 10m}}}
                """);
        PolicyBook after = Desk.parse("policies:\n  - {name: after, targets: {resolution: 4h}}")
                .succeeding(before);
        for (boolean answeredAgain : new boolean[] {false, true}) {
            Desk desk = new Desk(before).created(0).message(5, Actor.AGENT, Visibility.PUBLIC, "m1");
            desk = answeredAgain ? desk.message(20, Actor.AGENT, Visibility.PUBLIC, "m2") : desk;
            desk.book(30, after)
                    .priority(31, "high")
                    .message(32, Actor.AGENT, Visibility.PRIVATE, "m1")
                    .at(60);
            ClockView first = desk.view("first_reply", 60);
            assertThat(first.policy()).isEqualTo(answeredAgain ? "" : "after");
            assertThat(first.rule()).isEmpty();
            assertThat(desk.signals.stream()
                            .filter(signal -> signal.clock().equals("first_reply"))
                            .map(signal -> signal.detail().getOrDefault("target", "")))
                    .allMatch(rule -> rule.isEmpty() || rule.contains("first_reply"));
        }
    }

    @Test
    void mergingCancelsWhatRunsAndTakesBackTheStopThatCameWithIt() {
        Desk desk = Desk.with("targets: {first_reply: 1h, resolution: 8h}")
                .created(0)
                .status(10, Status.CLOSED)
                .event(10, EventType.TICKET_MERGED, e -> e.intoCaseId("2"))
                .customer(20)
                .status(30, Status.OPEN)
                .until(1000);
        assertThat(desk.met("resolution")).isZero();
        assertThat(desk.consumed("resolution")).isEmpty();
        assertThat(desk.consumed("first_resolution")).isEmpty();
        assertThat(desk.said("resolution")).containsExactly("FULFILLED 10", "CANCELLED 10");
        assertThat(desk.isRunning("resolution")).isFalse();
        assertThat(desk.nextWake()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPAM", "BLOCKED"})
    void deletingCancelsWithTheReasonThatTheSourceGives(String reason) {
        Desk desk = Desk.with("targets: {first_reply: 1h}")
                .created(0)
                .event(10, EventType.TICKET_DELETED, e -> e.reason(reason));
        Signal last = desk.signals.get(desk.signals.size() - 1);
        assertThat(last.kind()).isEqualTo(Signal.Kind.SLA_CANCELLED);
        assertThat(last.detail()).containsEntry("reason", reason);
    }

    @Test
    void thanksAfterTheSolutionIsIgnored() {
        Desk desk = Desk.with("targets: {next_reply: 5m, resolution: 1h}\nignore_reopen_solved_within: 10m")
                .created(0)
                .agent(5)
                .status(20, Status.SOLVED)
                .customer(100)
                .status(100, Status.OPEN)
                .status(108, Status.SOLVED)
                .until(500);
        assertThat(desk.breached("next_reply")).isZero();
        assertThat(desk.said("next_reply")).endsWith("CANCELLED 108");
        assertThat(desk.consumed("resolution")).containsExactly(20.0);
        assertThat(desk.met("resolution")).isEqualTo(1);
        desk.customer(600).status(600, Status.OPEN).status(630, Status.SOLVED);
        assertThat(desk.consumed("resolution")).containsExactly(20.0, 50.0);
        assertThat(desk.breached("next_reply")).isEqualTo(1);
    }

    @Test
    void withoutThatSwitchThanksAreAQuestion() {
        Desk desk = Desk.with("targets: {next_reply: 5m}")
                .created(0)
                .agent(5)
                .status(20, Status.SOLVED)
                .customer(100)
                .status(100, Status.OPEN)
                .status(108, Status.SOLVED)
                .until(500);
        assertThat(desk.at(Measure.SLA_BREACHED, "next_reply")).containsExactly(105.0);
    }

    @Test
    void atRiskAtThreeQuartersAndAtTenPercentLeft() {
        Desk desk = created("targets: {first_reply: {priority: {urgent: 4h, low: 8h}}}", "low")
                .until(480);
        assertThat(desk.said("first_reply")).containsExactly("AT_RISK1 360", "AT_RISK2 432", "BREACHED 480");
        assertThat(desk.level(Measure.SLA_AT_RISK, "first_reply")).isZero();
    }

    @Test
    void atRiskOncePerTarget() {
        Desk desk = created("targets: {first_reply: {priority: {urgent: 4h, low: 8h}}}", "urgent")
                .until(200)
                .priority(200, "low");
        assertThat(desk.level(Measure.SLA_AT_RISK, "first_reply")).isZero();
        desk.until(400);
        assertThat(desk.said("first_reply")).containsExactly("AT_RISK1 180", "SUPERSEDED 200", "AT_RISK1 360");
        assertThat(desk.level(Measure.SLA_AT_RISK, "first_reply")).isEqualTo(1);
        desk.agent(410);
        assertThat(desk.level(Measure.SLA_AT_RISK, "first_reply")).isZero();
    }

    @Test
    void atRiskAsThePolicyAndTheTargetSay() {
        Desk desk = Desk.with("""
                        at_risk: {elapsed: 50%, left: 5m}
                        targets:
                          first_reply: 60m
                          resolution: {target: 60m, at_risk: off}
                        """).created(0).until(60);
        assertThat(desk.said("first_reply")).containsExactly("AT_RISK1 30", "AT_RISK2 55", "BREACHED 60");
        assertThat(desk.said("resolution")).containsExactly("BREACHED 60");
    }

    @Test
    void aShortTargetIsNotAtRiskFromItsFirstMoment() {
        Desk desk = Desk.with("targets: {first_reply: 60s}").created(0).until(1);
        assertThat(desk.said("first_reply")).containsExactly("AT_RISK1 0.75", "AT_RISK2 0.75", "BREACHED 1");
    }

    @Test
    void aDueTimeOfTheSourceIsAtRiskByItsSpan() {
        Desk desk = new Desk(PolicyBook.defaults());
        desk.event(0, EventType.TICKET_CREATED, e -> e.dueAt(desk.ms(400))).until(400);
        assertThat(desk.said("resolution")).containsExactly("AT_RISK1 300", "AT_RISK2 360", "BREACHED 400");
    }

    @Test
    void signalsCarryWhatAPersonNeeds() {
        Desk desk = created("targets: {first_reply: {priority: {urgent: 1h}}}", "urgent")
                .event(10, EventType.TICKET_MESSAGE, e -> e.backfill(true)
                        .actor(Actor.AGENT)
                        .visibility(Visibility.PRIVATE))
                .until(60);
        Signal breach = desk.signals.get(desk.signals.size() - 1);
        assertThat(breach.kind()).isEqualTo(Signal.Kind.SLA_BREACHED);
        assertThat(breach.subject()).isEqualTo("1");
        assertThat(breach.instance()).isEqualTo(1);
        assertThat(breach.targetMillis()).isEqualTo(60 * Desk.MINUTE);
        assertThat(breach.consumedMillis()).isEqualTo(60 * Desk.MINUTE);
        assertThat(breach.deadline()).isEqualTo(desk.ms(60));
        assertThat(breach.backfill()).isTrue();
        assertThat(breach.dimensions()).containsEntry("priority", "urgent");
        assertThat(breach.detail())
                .containsEntry("policy", "test")
                .containsEntry("target", "test.yaml:3 first_reply.priority.urgent");
    }
}
