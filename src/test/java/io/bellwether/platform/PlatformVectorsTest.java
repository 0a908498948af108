package io.bellwether.platform;

import static io.bellwether.platform.PlatformDay.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules that come with Bellwether make of the cases in which platforms, or those who repeat them, explain theirs. */
class PlatformVectorsTest {

    private static final String WITHIN = "cn.round_within_3m";
    private static final String MEAN = "cn.round_response_avg";

    /** Two questions are one round, which begins with the first: 175 s after the second is too late. */
    @Test
    void aRoundBeginsWithTheFirstQuestion() {
        PlatformDay day = PlatformDay.of("taobao")
                .customer("c", "10:10:15")
                .customer("c", "10:15:20")
                .agent("c", "10:18:10")
                .until("10:18:20");
        assertThat(day.figure(WITHIN)).isEqualTo("0/1");
        day.customer("c", "10:18:30").agent("c", "10:19:00");
        PlatformDay longer = PlatformDay.of("taobao");
        day.events().forEach(event -> longer.and(event.toBuilder()));
        assertThat(longer.until("10:20:00").figure(WITHIN)).isEqualTo("1/2");
    }

    @Test
    void manyQuestionsThatNobodyAnswersAreOneRound() {
        PlatformDay day = PlatformDay.of("taobao");
        for (int i = 0; i < 10; i++) {
            day.customer("c", "11:0" + i + ":00");
        }
        assertThat(day.until("2026-03-03T00:00:00").figure(WITHIN)).isEqualTo("0/1");
    }

    /** 600 s, when they are over: no later than the end of the day. */
    @ParameterizedTest
    @CsvSource({
        "10:00:00, 10:10:00, -",
        "10:00:00, 10:10:01, 600/1",
        "22:59:00, 23:09:01, 600/1",
    })
    void whatNobodyAnswersCountsAsTheCap(String asked, String until, String figure) {
        assertThat(PlatformDay.of("taobao").customer("c", asked).until(until).figure(MEAN))
                .isEqualTo(figure);
    }

    @Test
    void aReplyAfterTheCapCountsAsTheCap() {
        assertThat(PlatformDay.of("taobao")
                        .customer("c", "10:00:00")
                        .agent("c", "10:30:00")
                        .until("10:40:00")
                        .figure(MEAN))
                .isEqualTo("600/1");
    }

    /** Half open: what begins at 23:00 is outside, also if it is answered at once. */
    @ParameterizedTest
    @CsvSource({"07:59:59, -", "08:00:00, 1/1", "22:59:59, 1/1", "23:00:00, -"})
    void theHoursAreThoseOfTheStart(String asked, String figure) {
        String answered = asked.substring(0, 6) + "59.500";
        assertThat(PlatformDay.of("taobao")
                        .customer("c", asked)
                        .agent("c", answered)
                        .until("23:30:00")
                        .figure(WITHIN))
                .isEqualTo(figure);
    }

    /** The day of a platform of one version, which says that. */
    private static PlatformDay dayBy(String version) {
        String yaml = """
                platform: p
                match: {channel: [p]}
                sources: {a: b}
                versions:
                  - version: v
                    valid_from: 2020-01-01
                """;
        return new PlatformDay(parsed("p", yaml + version.indent(4)), "p");
    }

    @Test
    void whatIsAnsweredWithinTheHoursMayCountAlthoughItBeganOutside() {
        String version = """
                indicators:
                  - {id: strict, source: a, unit: round, figure: within, within: 180s, hours: "08:00-23:00"}
                  - {id: mild, source: a, unit: round, figure: within, within: 180s, hours: "08:00-23:00", answered_inside: true}
                """;
        PlatformDay day = dayBy(version)
                .customer("c", "07:59:00")
                .agent("c", "08:01:00")
                .customer("d", "07:50:00")
                .agent("d", "08:01:00")
                .customer("e", "07:50:00")
                .until("10:00:00");
        assertThat(day.figure("strict")).isEqualTo("-");
        assertThat(day.figure("mild")).isEqualTo("1/2");
    }

    /** What a bot proposed and a person sent is a reply; what it sent alone is none, and neither is a welcome. */
    @Test
    void effectiveRepliesAreThoseOfPeople() {
        PlatformDay day = PlatformDay.of("taobao")
                .taken("c", "09:59:00", "ann")
                .customer("c", "10:00:00")
                .bot("c", "10:00:01", "FULL_AUTO")
                .bot("c", "10:01:00", "SEMI_AUTO")
                .taken("d", "09:59:00", "ann")
                .customer("d", "10:00:00")
                .and(PlatformDay.of("taobao")
                        .event("d", EventType.CHAT_MESSAGE, "10:00:01")
                        .id("welcome")
                        .actor(Actor.AGENT)
                        .agentId("ann")
                        .automated(true))
                .until("10:05:00");
        assertThat(day.figure(WITHIN)).isEqualTo("1/2");
    }

    /** Of a chat that a bot has, nothing stands above or below the line, until people have it. */
    @Test
    void whatABotAnswersAloneIsInNoDenominator() {
        PlatformDay day = PlatformDay.of("taobao")
                .customer("c", "10:00:00")
                .bot("c", "10:00:01", "FULL_AUTO")
                .customer("c", "10:00:30")
                .until("2026-03-03T00:00:00");
        assertThat(day.sums()).isEmpty();
        PlatformDay handedOver = PlatformDay.of("taobao")
                .customer("c", "10:00:00")
                .bot("c", "10:00:01", "FULL_AUTO")
                .says("c", EventType.CHAT_HANDOFF, "10:00:30")
                .customer("c", "10:00:40")
                .agent("c", "10:01:00")
                .until("2026-03-03T00:00:00");
        assertThat(handedOver.figure(MEAN)).isEqualTo("20/1");
    }

    /** The rules of 2020 did not take a reply within the second for one. */
    /** People have the chat from what they sent on, whether or not a customer had asked; a bot that writes later is no bot's chat. */
    @Test
    void whoSentAProposalHasTheChatAlsoBeforeTheFirstQuestion() {
        PlatformDay day = PlatformDay.of("taobao")
                .bot("c", "10:00:00", "SEMI_AUTO")
                .customer("c", "10:01:00")
                .bot("c", "10:01:01", "FULL_AUTO")
                .until("10:30:00");
        assertThat(day.figure(WITHIN)).isEqualTo("0/1");
    }

    @Test
    void instantRepliesWereNoneOnce() {
        PlatformDay now = PlatformDay.of("taobao")
                .customer("c", "10:00:00")
                .agent("c", "10:00:00.900")
                .until("10:05:00");
        assertThat(now.figure(WITHIN)).isEqualTo("1/1");
        PlatformDay then = PlatformDay.of("taobao")
                .customer("c", "2020-06-01T10:00:00")
                .agent("c", "2020-06-01T10:00:00.900")
                .agent("c", "2020-06-01T10:02:00")
                .until("2020-06-01T10:05:00");
        assertThat(then.sums("2020-06-01T10:00:00").get(MEAN)).isEqualTo(new PlatformDay.Sum(120_000, 1));
    }

    /** The first account keeps an unanswered round; the second has none before the customer writes again. */
    @Test
    void aTransferWithoutAReplyLeavesTheRoundWithTheFirstAccount() {
        PlatformDay day = PlatformDay.of("taobao")
                .taken("c", "09:59:00", "ann")
                .customer("c", "10:00:00")
                .and(PlatformDay.of("taobao")
                        .event("c", EventType.CHAT_TRANSFERRED, "10:00:30")
                        .id("t")
                        .agentId("bob"))
                .agent("c", "10:00:40")
                .until("10:20:00");
        assertThat(day.figure(WITHIN)).isEqualTo("0/1");
        assertThat(day.figure(MEAN)).isEqualTo("600/1");
        PlatformDay moves = PlatformDay.of("douyin")
                .taken("c", "09:59:00", "ann")
                .customer("c", "10:00:00")
                .and(PlatformDay.of("douyin")
                        .event("c", EventType.CHAT_TRANSFERRED, "10:00:30")
                        .id("t")
                        .agentId("bob"))
                .agent("c", "10:00:40")
                .until("10:20:00");
        assertThat(moves.figure(MEAN)).isEqualTo("40/1");
    }

    /** JD: in at 08:56, answered at 09:01, is not counted. */
    @ParameterizedTest
    @CsvSource({"08:56:00, 09:01:00, -", "09:00:00, 09:00:30, 1/1", "09:00:00, 09:00:31, 0/1", "23:00:00, 23:00:01, -"})
    void sessionsAreCountedByTheirStart(String asked, String answered, String figure) {
        assertThat(PlatformDay.of("jd")
                        .customer("c", asked)
                        .agent("c", answered)
                        .until("23:10:00")
                        .figure("cn.session_first_within_30s"))
                .isEqualTo(figure);
    }

    /** JD: within ten minutes of its end it is the same session, which has had its first reply. */
    @ParameterizedTest
    @CsvSource({"10:11:00, 1/1", "10:11:01, 1/2"})
    void aSessionThatGoesOnInTimeIsTheSame(String again, String figure) {
        PlatformDay day = PlatformDay.of("jd")
                .customer("c", "10:00:00")
                .agent("c", "10:00:20")
                .says("c", EventType.CHAT_ENDED, "10:01:00.500")
                .customer("c", again)
                .until("10:30:00");
        assertThat(day.figure("cn.session_first_within_30s")).isEqualTo(figure);
    }

    @Test
    void aSessionWithoutAReplyIsNotAnswered() {
        PlatformDay day = PlatformDay.of("jd")
                .customer("c", "10:00:00")
                .customer("d", "10:00:00")
                .agent("d", "10:30:00")
                .until("2026-03-03T00:00:00");
        assertThat(day.figure("answer_rate")).isEqualTo("1/2");
        PlatformDay unserved = PlatformDay.of("douyin")
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_ENDED, "10:20:00")
                .customer("d", "10:00:00")
                .agent("d", "10:30:00")
                .until("10:31:00");
        assertThat(unserved.figure("no_service_rate")).isEqualTo("1/2");
    }

    /** Douyin: the mean wait of a session's rounds, and one reply in time at least. */
    @Test
    void aSessionIsGoodByTheMeanOfItsRounds() {
        PlatformDay day = PlatformDay.of("douyin")
                .customer("good", "10:00:00")
                .agent("good", "10:05:00")
                .customer("good", "10:10:00")
                .agent("good", "10:10:30")
                .customer("slow", "10:00:00")
                .agent("slow", "10:05:00")
                .customer("slow", "10:10:00")
                .agent("slow", "10:11:30")
                .customer("never", "10:00:00")
                .customer("spoilt", "10:00:00")
                .agent("spoilt", "10:01:00")
                .customer("spoilt", "10:30:00")
                .says("spoilt", EventType.CHAT_ENDED, "10:50:00")
                .until("11:00:00");
        assertThat(day.figure("cn.session_within_3m")).isEqualTo("1/4");
    }

    @Test
    void eachMessageCountsWhereMessagesAreCounted() {
        PlatformDay day = PlatformDay.of("douyin")
                .customer("c", "10:00:00")
                .customer("c", "10:02:00")
                .customer("c", "10:03:00")
                .agent("c", "10:05:00")
                .until("10:10:00");
        assertThat(day.figure("cn.message_within_3m")).isEqualTo("2/3");
    }

    /** Douyin: from the click on the transfer to people, whether or not the customer writes again. */
    @Test
    void theFirstReplyIsTimedFromTheTransferToPeople() {
        PlatformDay day = PlatformDay.of("douyin")
                .customer("c", "10:00:00")
                .bot("c", "10:00:01", "FULL_AUTO")
                .says("c", EventType.CHAT_HANDOFF, "10:00:10")
                .taken("c", "10:00:20", "ann")
                .agent("c", "10:00:25")
                .until("10:05:00");
        assertThat(day.figure("cn.first_response")).isEqualTo("15/1");
        assertThat(day.figure("cn.session_within_3m")).isEqualTo("-");
    }

    /** A consumer counts once a day, and one round without a reply in time spoils the day. */
    @Test
    void consumersCountOnceADay() {
        PlatformDay day = PlatformDay.of("pinduoduo")
                .customer("c", "10:00:00")
                .agent("c", "10:01:00")
                .and(PlatformDay.of("pinduoduo")
                        .event("c2", EventType.CHAT_MESSAGE, "15:00:00")
                        .id("x")
                        .actor(Actor.CUSTOMER)
                        .customerId("u-c"))
                .customer("d", "10:00:00")
                .agent("d", "10:00:10")
                .customer("d", "20:00:00")
                .agent("d", "20:00:10")
                .customer("night", "03:00:00")
                .until("2026-03-03T00:00:00");
        assertThat(day.figure("cn.customer_within_3m")).isEqualTo("1/2");
        assertThat(day.figure("cn.customer_within_3m_all_day")).isEqualTo("1/3");
    }

    /** Kuaishou counted until midnight before 2023. */
    @Test
    void rulesAreThoseOfTheDay() {
        PlatformDay day = PlatformDay.of("kuaishou")
                .customer("old", "2022-12-31T23:30:00")
                .customer("new", "2023-01-01T23:30:00")
                .until("2023-01-02T12:00:00");
        assertThat(day.sums("2022-12-31T12:00:00")).containsKey("cn.customer_within_3m");
        assertThat(day.sums("2023-01-01T12:00:00")).isEmpty();
    }

    @Test
    void theFirstInquiryIsWhatXiaohongshuAsksFor() {
        PlatformDay day = PlatformDay.of("xiaohongshu")
                .customer("c", "09:00:00")
                .agent("c", "09:03:00")
                .customer("c", "09:10:00")
                .customer("d", "08:59:59")
                .until("10:00:00");
        assertThat(day.figure("cn.first_within_3m")).isEqualTo("1/1");
        assertThat(day.figure(WITHIN)).isEqualTo("1/2");
    }

    /** A day is over behind its last millisecond: what happens in that is of the day, a question as well as its answer. */
    @Test
    void theLastMillisecondBelongsToTheDay() {
        PlatformDay day = PlatformDay.of("pinduoduo")
                .customer("answered", "23:59:00")
                .agent("answered", "23:59:59.999")
                .customer("asked", "23:59:59.999")
                .customer("next", "2026-03-03T00:00:00")
                .until("2026-03-03T00:00:00");
        assertThat(day.figure("cn.customer_within_3m_all_day")).isEqualTo("1/2");
        PlatformDay late =
                PlatformDay.of("taobao").customer("c", "22:59:59.999").agent("c", "23:02:59.999");
        assertThat(late.until("23:10:00").figure(WITHIN)).isEqualTo("1/1");
    }

    /** Whoever is handed over after the limit begins to wait then; that they waited before is taken back, not counted beside. */
    @Test
    void aSessionThatIsHandedOverAfterItsLimitCountsOnce() {
        String version = """
                warn_at: [60s]
                indicators:
                  - {id: mean, source: a, unit: session, figure: mean, cap: 180s, from: handoff}
                  - {id: within, source: a, unit: session, figure: within, within: 180s, from: handoff}
                  - {id: message, source: a, unit: session, figure: within, within: 180s}
                """;
        PlatformDay day = dayBy(version).customer("c", "10:00:00").until("10:04:00");
        assertThat(day.figure("mean")).isEqualTo("180/1");
        assertThat(day.figure("within")).isEqualTo("0/1");
        PlatformDay handed = dayBy(version)
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_HANDOFF, "10:05:00")
                .until("10:06:00");
        assertThat(handed.figure("mean")).isEqualTo("0/0");
        assertThat(handed.figure("message")).isEqualTo("0/1");
        assertThat(handed.atRisk("within")).isEqualTo(1);
        handed = dayBy(version)
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_HANDOFF, "10:05:00")
                .agent("c", "10:05:30")
                .until("10:30:00");
        assertThat(handed.figure("mean")).isEqualTo("30/1");
        assertThat(handed.figure("within")).isEqualTo("1/1");
        assertThat(handed.figure("message")).isEqualTo("0/1");
        assertThat(handed.atRisk("within")).isZero();
    }

    /** A session that begins while an older round waits has its own time: a bot that takes the chat later takes it back no more. */
    @Test
    void aSessionThatBeginsWhileARoundWaitsIsWithoutAReplyAfterItsOwnLimit() {
        PlatformDay day = PlatformDay.of("douyin")
                .says("c", EventType.CHAT_HANDOFF, "09:59:00")
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_ENDED, "10:10:00")
                .customer("c", "10:20:00")
                .until("10:22:00");
        assertThat(day.figure("cn.session_within_3m")).isEqualTo("0/1");
        PlatformDay later = PlatformDay.of("douyin");
        day.events().forEach(event -> later.and(event.toBuilder()));
        assertThat(later.until("10:24:00").figure("cn.session_within_3m")).isEqualTo("0/2");
    }

    /** What people wrote before the customer did is a reply for whom the transfer begins the session, and for nobody else. */
    @Test
    void aGreetingAfterTheTransferAnswersNoQuestion() {
        String version = """
                indicators:
                  - {id: transfer, source: a, unit: session, figure: unanswered, from: handoff}
                  - {id: message, source: a, unit: session, figure: unanswered}
                """;
        PlatformDay day = dayBy(version)
                .says("c", EventType.CHAT_HANDOFF, "10:00:00")
                .agent("c", "10:00:05")
                .customer("c", "10:01:00")
                .says("c", EventType.CHAT_ENDED, "10:30:00")
                .until("10:31:00");
        assertThat(day.figure("transfer")).isEqualTo("0/1");
        assertThat(day.figure("message")).isEqualTo("1/1");
    }

    /** Over midnight the hours are those of two days, and the round ends with the first all the same. */
    @Test
    void hoursMayGoOnOverMidnight() {
        String version = """
                indicators:
                  - {id: i, source: a, unit: round, figure: within, within: 180s, hours: "20:00-02:00"}
                """;
        PlatformDay day = dayBy(version)
                .customer("before", "19:59:59")
                .customer("evening", "20:00:00")
                .agent("evening", "20:01:00")
                .customer("midnight", "23:59:00")
                .agent("midnight", "2026-03-03T00:00:00")
                .customer("night", "2026-03-03T01:59:59")
                .agent("night", "2026-03-03T02:01:00")
                .customer("after", "2026-03-03T02:00:00")
                .until("2026-03-03T12:00:00");
        assertThat(day.figure("i")).isEqualTo("1/2");
        assertThat(day.sums("2026-03-03T12:00:00").get("i")).isEqualTo(new PlatformDay.Sum(1_000, 1));
    }

    /** Who waits is told of at 60, 100 and 150 s, and until when; a reply, the limit or another account ends it. */
    @Test
    void whoeverWaitsIsAtRisk() {
        PlatformDay day = PlatformDay.of("taobao")
                .taken("given", "09:59:00", "ann")
                .customer("given", "10:00:00")
                .customer("never", "10:00:00")
                .customer("quick", "10:00:00")
                .agent("quick", "10:00:59")
                .customer("slow", "10:00:00")
                .agent("slow", "10:02:00")
                .taken("given", "10:01:10", "bob")
                .until("10:02:35");
        assertThat(day.signals)
                .containsExactlyInAnyOrder(
                        "given 1 platform.at_risk 1 after 60 of 180",
                        "given 1 platform.cancelled 0 after 70 of 180",
                        "never 1 platform.at_risk 1 after 60 of 180",
                        "never 1 platform.at_risk 2 after 100 of 180",
                        "never 1 platform.at_risk 3 after 150 of 180",
                        "slow 1 platform.at_risk 1 after 60 of 180",
                        "slow 1 platform.at_risk 2 after 100 of 180",
                        "slow 1 platform.answered 0 after 120 of 180");
        assertThat(day.atRisk(WITHIN)).isEqualTo(1);
        assertThat(day.atRisk(MEAN)).isEqualTo(1);
    }

    /** Too late for one indicator, a reply still counts for another, whose cap is later. */
    @Test
    void aRoundIsAtRiskOfEachIndicatorByItself() {
        PlatformDay day = PlatformDay.of("taobao").customer("c", "10:00:00").until("10:05:00");
        assertThat(day.atRisk(WITHIN)).isZero();
        assertThat(day.atRisk(MEAN)).isEqualTo(1);
        assertThat(day.signals).last().isEqualTo("c 1 platform.missed 0 after 180 of 180");
    }

    /** The session waits for its first reply since its first round, which the account gave away; the second began later. */
    @ParameterizedTest
    @CsvSource({"10:09:59, 1, 1", "10:10:01, 0, 1", "10:30:00, 0, 0"})
    void aSessionWithoutAReplyIsAtRiskNoLongerThanItsFirstReplyCounts(String until, long sessions, long rounds) {
        PlatformDay day = PlatformDay.of("taobao")
                .taken("c", "09:59:00", "ann")
                .customer("c", "10:00:00")
                .taken("c", "10:08:00", "bob")
                .customer("c", "10:08:30")
                .until(until);
        assertThat(day.atRisk("cn.first_response")).isEqualTo(sessions);
        assertThat(day.atRisk(MEAN)).isEqualTo(rounds);
    }

    /** A session that ended takes its risk with it, and the one that begins while its round waits brings none back. */
    @ParameterizedTest
    @CsvSource({"10:01:30", "10:00:30"})
    void noSessionTakesBackARiskTwice(String ended) {
        for (String until : List.of("10:02:30", "10:12:00")) {
            PlatformDay day = PlatformDay.of("douyin")
                    .customer("c", "10:00:00")
                    .says("c", EventType.CHAT_ENDED, ended)
                    .customer("c", "10:01:45");
            if (until.equals("10:02:30")) {
                day.agent("c", "10:02:00");
            }
            assertThat(day.until(until).atRisk("cn.session_within_3m")).isZero();
        }
    }

    @Test
    void norDoesOneThatIsHandedOverWhileARoundWaits() {
        for (String reply : List.of("10:02:00", "10:30:00")) {
            PlatformDay day = PlatformDay.of("douyin")
                    .customer("c", "10:00:00")
                    .says("c", EventType.CHAT_ENDED, "10:01:30")
                    .says("c", EventType.CHAT_HANDOFF, "10:01:45")
                    .agent("c", reply)
                    .until("10:40:00");
            assertThat(day.atRisk("cn.session_within_3m")).isZero();
            assertThat(day.atRisk("cn.message_within_3m")).isZero();
        }
    }

    /** Where sessions alone count, the end of the session is the end of what could be harmed. */
    @Test
    void whoIsToldToHurryIsToldOfTheEndOfASession() {
        String version = """
                warn_at: [60s]
                indicators:
                  - {id: first, source: a, unit: session, figure: within, within: 180s}
                """;
        PlatformDay day = dayBy(version)
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_ENDED, "10:01:30")
                .agent("c", "10:02:00")
                .until("2026-03-03T01:00:00");
        assertThat(day.figure("first")).isEqualTo("0/1");
        assertThat(day.atRisk("first")).isZero();
        assertThat(day.signals)
                .containsExactly("c 1 platform.at_risk 1 after 60 of 180", "c 1 platform.missed 0 after 90 of 180");
    }

    @Test
    void aBotThatWritesAfterTheEndTakesNothingBack() {
        PlatformDay day = PlatformDay.of("jd")
                .customer("c", "10:00:00")
                .says("c", EventType.CHAT_ENDED, "10:00:20")
                .bot("c", "10:00:21", "FULL_AUTO")
                .until("10:10:00");
        assertThat(day.figure("cn.round_within_3m")).isEqualTo("0/1");
        assertThat(day.figure("cn.session_first_within_30s")).isEqualTo("0/1");
    }

    @Test
    void whatBeginsOutsideOfTheHoursIsNotAtRisk() {
        PlatformDay day = PlatformDay.of("taobao").customer("c", "07:59:59").until("10:05:00");
        assertThat(day.outcomes).isEmpty();
        assertThat(day.signals).isEmpty();
    }

    @Test
    void exemptDaysDoNotCount() {
        String version = """
                warn_at: [60s]
                exempt: [2026-03-02, 2026-03-04..2026-03-05]
                indicators:
                  - {id: i, source: a, unit: round, figure: within, within: 180s}
                """;
        PlatformDay day = dayBy(version)
                .customer("c", "10:00:00")
                .customer("d", "2026-03-03T10:00:00")
                .customer("e", "2026-03-05T10:00:00")
                .until("2026-03-06T12:00:00");
        assertThat(day.outcomes.stream().filter(outcome -> outcome.denominator() != 0))
                .hasSize(1);
        assertThat(day.sums("2026-03-03T12:00:00")).containsOnlyKeys("i");
        assertThat(day.signals).allMatch(signal -> signal.startsWith("d "));
    }

    /** A changed answer of the same day replaces the first. */
    @Test
    void satisfactionIsCountedByItsAnswers() {
        PlatformDay day = PlatformDay.of("douyin");
        for (String[] answer :
                new String[][] {{"c", "5", "10"}, {"c", "1", "11"}, {"d", "2", "12"}, {"e", "4", "13"}}) {
            day.and(day.event(answer[0], EventType.SURVEY_ANSWERED, answer[2] + ":00:00")
                    .surveyKind(io.bellwether.event.SurveyKind.CSAT)
                    .score(Double.valueOf(answer[1])));
        }
        assertThat(day.until("14:00:00").figure("cn.dissatisfied")).isEqualTo("2/3");
    }
}
