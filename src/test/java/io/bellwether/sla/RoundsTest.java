package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Visibility;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Response rates as Chinese marketplaces count them: rounds of question and answer, and hours in which they count. */
class RoundsTest {

    private static final String MARKETPLACES = """
            calendars:
              taobao: {zone: Asia/Shanghai, hours: {mon-sun: "08:00-23:00"}}
              jd: {zone: Asia/Shanghai, hours: {mon-sun: "09:00-23:00"}}
            policies:
              - name: shop
                targets:
                  round_response: {target: 3m, started_within: taobao}
                  first_reply: {target: 30s, started_within: jd}
            """;

    /** A chat that entered a queue at a time in Shanghai. */
    private static Desk chat(String time) {
        return new Desk(
                        Desk.parse(MARKETPLACES),
                        Instant.parse("2026-01-05T" + time + "+08:00").toEpochMilli())
                .event(0, EventType.CHAT_QUEUED);
    }

    private static String answeredWithinThreeMinutes(Desk desk) {
        long met = desk.met("round_response");
        return met + "/" + (met + desk.breached("round_response"));
    }

    /** Asked at 10:10:15 and again at 10:15:20, answered at 10:18:10; asked at 10:18:30, answered at 10:19:00. */
    @Test
    void aRoundLastsFromItsFirstQuestionToItsAnswer() {
        Desk desk = chat("10:10:00").customer(0.25).customer(5 + 20 / 60.0).agent(8 + 10 / 60.0);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("0/1");
        desk.customer(8.5).agent(9);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("1/2");
        assertThat(desk.consumed("round_response")).containsExactly(7 + 55 / 60.0, 0.5);
    }

    @Test
    void manyQuestionsWithoutAnAnswerAreOneRound() {
        Desk desk = chat("10:00:00");
        for (int i = 1; i <= 10; i++) {
            desk.customer(i);
        }
        desk.until(60).event(61, EventType.CHAT_ENDED);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("0/1");
        assertThat(desk.said("round_response")).endsWith("BREACHED 4", "CANCELLED 61");
    }

    @Test
    void whatABotIsAskedIsNoRound() {
        Desk desk = new Desk(Desk.parse(MARKETPLACES))
                .event(0, EventType.CHAT_STARTED)
                .message(1, Actor.BOT, Visibility.PUBLIC, null)
                .customer(2)
                .until(10);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("0/0");
        desk.event(10, EventType.CHAT_HANDOFF)
                .customer(11)
                .message(12, Actor.BOT, Visibility.PUBLIC, null)
                .message(12, Actor.AGENT, Visibility.PRIVATE, null)
                .agent(13);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("1/1");
        assertThat(desk.consumed("round_response")).containsExactly(2.0);
    }

    @Test
    void aRoundCountsWhereItBeganInTheHoursWheneverItEnds() {
        assertThat(answeredWithinThreeMinutes(chat("07:00:00").customer(59.9).agent(61)))
                .isEqualTo("0/0");
        assertThat(answeredWithinThreeMinutes(chat("07:00:00").customer(60).agent(61)))
                .isEqualTo("1/1");
        assertThat(answeredWithinThreeMinutes(chat("22:00:00").customer(59.9).until(70)))
                .isEqualTo("0/1");
        assertThat(answeredWithinThreeMinutes(chat("22:00:00").customer(60).until(70)))
                .isEqualTo("0/0");
    }

    /** In at 08:56, answered at 09:01: not counted. */
    @Test
    void aSessionThatBeganOutsideTheHoursHasNoVerdict() {
        Desk early = chat("08:56:00").agent(5);
        assertThat(early.met("first_reply") + early.breached("first_reply")).isZero();
        Desk inTime = chat("09:00:00").agent(0.5);
        assertThat(inTime.met("first_reply")).isEqualTo(1);
        Desk tooLate = chat("22:59:59").agent(1);
        assertThat(tooLate.breached("first_reply")).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasMadePrivateEndsNoRound() {
        Desk desk = chat("10:00:00").customer(1).message(2, Actor.AGENT, Visibility.PUBLIC, "m1");
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("1/1");
        desk.message(3, Actor.AGENT, Visibility.PRIVATE, "m1").until(30);
        assertThat(answeredWithinThreeMinutes(desk)).isEqualTo("0/1");
    }

    @Test
    void hoursThatDoNotExistAreRefused() {
        assertThat(catchThrowable(() -> PolicyBook.parse("p.yaml", """
                        policies: [{name: a, targets: {first_reply: {target: 30s, started_within: jd}}}]
                        """)))
                .hasMessageContaining("started_within: names no calendar");
    }
}
