package io.bellwether.queue;

import static io.bellwether.metric.Measure.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in seconds after the contact was queued; every contact begins at second 1,000. */
class QueueFoldTest implements ContactListener {

    private static final long BEGIN = 1_000_000;

    private static final ServiceLimits LATER = new ServiceLimits(60_000, 5_000, ServiceFormula.F3);

    private final QueueFold fold = new QueueFold(new ServiceLevel(
            ServiceLevel.DEFAULT.usual(),
            Map.of(
                    "vip",
                    new ServiceLevel.OfQueue(
                            new ServiceLimits(10_000, 2_000, ServiceFormula.F1), Map.of("email", LATER)))));
    private String channel = "chat";
    private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<Long, Integer>> timings = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> levels = new EnumMap<>(Measure.class);
    private final Map<String, Integer> onContact = new TreeMap<>();
    private Contact contact;
    private boolean over;

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public void count(Measure measure, long time, long n) {
        counts.merge(measure, n, Long::sum);
        if (measure.measurement().isInterval()) {
            assertThat(time)
                    .as("%s counts at the enqueueing", measure)
                    .isEqualTo(contact == null ? time : contact.enqueuedAt());
        }
    }

    @Override
    public void timing(Measure measure, long time, long millis, int weight) {
        Map<Long, Integer> values = timings.computeIfAbsent(measure, m -> new TreeMap<>());
        values.merge(millis / 1000, weight, Integer::sum);
        values.values().removeIf(n -> n == 0);
    }

    @Override
    public void level(Measure measure, long time, long delta, long since) {
        levels.merge(measure, delta, Long::sum);
    }

    @Override
    public void onContact(SourceId agent, long time, int delta, long since) {
        String name = agent == null ? "somebody" : agent.id();
        onContact.merge(name, delta, Integer::sum);
        onContact.values().removeIf(n -> n == 0);
    }

    private static EventBuilder event(EventType type, long second) {
        return ServiceEvent.of(type, type + "-" + second, BEGIN + second * 1000, "test")
                .caseId("c");
    }

    private QueueFoldTest happens(EventType type, long second) {
        return happens(event(type, second).build());
    }

    private QueueFoldTest happens(ServiceEvent event) {
        Turn turn = Contacts.turn(contact, event, null, over);
        if (turn != Turn.NONE) {
            fold.leave(turn, event.time(), this);
            contact = turn.begun() ? null : contact;
            fold.enter(turn, event.time(), this);
            contact = turn.after();
        }
        return this;
    }

    private QueueFoldTest queued(String queue) {
        return happens(event(EventType.CHAT_QUEUED, 0).queue(queue).build());
    }

    private long count(Measure measure) {
        return counts.getOrDefault(measure, 0L);
    }

    @ParameterizedTest(name = "{0}: answered after {1} s")
    @CsvSource({"billing,0,1", "billing,20,1", "billing,21,0", "vip,10,1", "vip,11,0"})
    void anAnswerAtTheThresholdIsWithinIt(String queue, long wait, long within) {
        queued(queue).happens(EventType.CHAT_ASSIGNED, wait);
        assertThat(count(QUEUE_ANSWERED)).isEqualTo(1);
        assertThat(count(QUEUE_ANSWERED_IN_THRESHOLD)).isEqualTo(within);
        assertThat(count(INTERVAL_ANSWERED_IN_THRESHOLD)).isEqualTo(within);
        assertThat(timings.get(QUEUE_WAIT)).containsExactly(Map.entry(wait, 1));
        assertThat(levels).containsEntry(QUEUE_WAITING, 0L).containsEntry(QUEUE_IN_SERVICE, 1L);
    }

    @ParameterizedTest(name = "{0}: gone after {1} s by {4}")
    @CsvSource({
        "billing,5,1,1,CHAT_ABANDONED", "billing,6,0,1,CHAT_ABANDONED", "billing,20,0,1,CHAT_ABANDONED",
        "billing,21,0,0,CHAT_ABANDONED", "vip,2,1,1,CHAT_ABANDONED", "vip,3,0,1,CHAT_ABANDONED",
        "billing,4,1,1,CHAT_ENDED", "billing,30,0,0,CHAT_ENDED"
    })
    void whoeverLeavesUnansweredAbandoned(String queue, long wait, long brief, long within, EventType how) {
        queued(queue).happens(how, wait);
        assertThat(count(QUEUE_ABANDONED)).isEqualTo(1);
        assertThat(count(QUEUE_SHORT_ABANDONED)).isEqualTo(brief);
        assertThat(count(QUEUE_ABANDONED_IN_THRESHOLD)).isEqualTo(within);
        assertThat(count(INTERVAL_SHORT_ABANDONED)).isEqualTo(brief);
        assertThat(timings.get(QUEUE_WAIT_LOST)).containsExactly(Map.entry(wait, 1));
        assertThat(timings).doesNotContainKey(QUEUE_WAIT);
        assertThat(contact).isNull();
    }

    @ParameterizedTest(name = "{0} by {1}: gone after {2} s")
    @CsvSource({
        "billing,chat,5,0,0",
        "billing,chat,6,0,1",
        "billing,email,21,0,1",
        "vip,chat,10,1,0",
        "vip,chat,11,0,1",
        "vip,,10,1,0",
        "vip,email,3,0,1"
    })
    void whoeverLeavesIsJudgedByTheFormulaOfQueueAndChannel(String queue, String of, long wait, long met, long unmet) {
        channel = of;
        queued(queue).happens(EventType.CHAT_ABANDONED, wait);
        assertThat(count(QUEUE_LOST_MET)).isEqualTo(met);
        assertThat(count(INTERVAL_LOST_MET)).isEqualTo(met);
        assertThat(count(QUEUE_LOST_UNMET)).isEqualTo(unmet);
        assertThat(count(INTERVAL_LOST_UNMET)).isEqualTo(unmet);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({"billing,chat,20", "vip,chat,10", "vip,email,60"})
    void whoeverWaitsLongerThanTheThresholdCountsUntilTheyLeave(String queue, String of, long threshold) {
        channel = of;
        queued(queue);
        assertThat(fold.overThresholdAt(contact, channel)).isEqualTo(BEGIN + threshold * 1_000 + 1);
        contact = fold.passThreshold(contact, this);
        assertThat(levels).containsEntry(QUEUE_WAITING_OVER_THRESHOLD, 1L).containsEntry(QUEUE_WAITING, 1L);
        assertThat(fold.overThresholdAt(contact, channel)).isEqualTo(Long.MAX_VALUE);
        happens(EventType.CHAT_MISSED, 70).happens(EventType.CHAT_ASSIGNED, 80);
        assertThat(levels).containsEntry(QUEUE_WAITING_OVER_THRESHOLD, 0L).containsEntry(QUEUE_WAITING, 0L);
        assertThat(fold.overThresholdAt(contact, channel)).isEqualTo(Long.MAX_VALUE);
        assertThat(count(QUEUE_ANSWERED_IN_THRESHOLD)).isZero();
    }

    @Test
    void aTransferOfOneWhoWaitsEndsTheStayUnanswered() {
        queued("billing")
                .happens(event(EventType.CHAT_TRANSFERRED, 8).queue("vip").build());
        assertThat(count(QUEUE_TRANSFERRED)).isEqualTo(1);
        assertThat(count(QUEUE_OFFERED)).isEqualTo(2);
        assertThat(timings.get(QUEUE_WAIT_LOST)).containsExactly(Map.entry(8L, 1));
        assertThat(contact.queue()).isEqualTo("vip");
        assertThat(levels).containsEntry(QUEUE_WAITING, 1L);
    }

    @Test
    void aTransferOfOneInServiceEndsTheService() {
        queued("billing")
                .happens(EventType.CHAT_ASSIGNED, 5)
                .happens(event(EventType.CHAT_TRANSFERRED, 65).queue("vip").build());
        assertThat(count(QUEUE_TRANSFERRED)).isZero();
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(60L, 1));
        assertThat(levels).containsEntry(QUEUE_WAITING, 1L).containsEntry(QUEUE_IN_SERVICE, 0L);
    }

    @Test
    void aTransferToAnAgentIsNoNewContact() {
        queued("billing")
                .happens(EventType.CHAT_ASSIGNED, 5)
                .happens(event(EventType.CHAT_TRANSFERRED, 65).agentId("a2").build());
        assertThat(count(QUEUE_OFFERED)).isEqualTo(1);
        assertThat(contact.inService()).isTrue();
    }

    @Test
    void queuedTwiceWaitsOnce() {
        queued("billing")
                .queued("billing")
                .happens(event(EventType.CHAT_QUEUED, 3).build());
        assertThat(count(QUEUE_OFFERED)).isEqualTo(1);
        assertThat(count(QUEUE_TRANSFERRED)).isZero();
    }

    @Test
    void wrapUpLengthensTheHandleTimeWhereItWasCounted() {
        queued("billing").happens(EventType.CHAT_ASSIGNED, 5).happens(EventType.CHAT_ENDED, 65);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(60L, 1));
        happens(EventType.CHAT_WRAPPED_UP, 95);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(90L, 1));
        assertThat(timings.get(INTERVAL_HANDLE)).containsExactly(Map.entry(90L, 1));
        happens(EventType.CHAT_WRAPPED_UP, 105);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(100L, 1));
        assertThat(levels).containsEntry(QUEUE_IN_SERVICE, 0L);
    }

    @Test
    void holdAndWrapUpArePartsOfTheHandleTime() {
        queued("billing").happens(EventType.CHAT_ASSIGNED, 5).happens(EventType.CHAT_HELD, 10);
        happens(EventType.CHAT_HELD, 12).happens(EventType.CHAT_RESUMED, 20).happens(EventType.CHAT_RESUMED, 22);
        happens(EventType.CHAT_HELD, 50).happens(EventType.CHAT_ENDED, 65);
        assertThat(onContact).isEmpty();
        assertThat(count(QUEUE_HOLD_TIME)).isEqualTo(25_000);
        assertThat(count(INTERVAL_HOLD_TIME)).isEqualTo(25_000);
        assertThat(count(QUEUE_HANDED_OVER)).isZero();
        assertThat(count(QUEUE_WRAPPED_UP)).as("not told: provisional").isZero();
        happens(EventType.CHAT_WRAPPED_UP, 95).happens(EventType.CHAT_WRAPPED_UP, 95);
        assertThat(count(QUEUE_WRAPPED_UP)).isEqualTo(1);
        assertThat(count(INTERVAL_WRAPPED_UP)).isEqualTo(1);
        assertThat(count(QUEUE_WRAP_UP_TIME)).isEqualTo(30_000);
        happens(EventType.CHAT_WRAPPED_UP, 105);
        assertThat(count(QUEUE_WRAPPED_UP)).as("told again: longer").isEqualTo(1);
        assertThat(count(INTERVAL_WRAP_UP_TIME)).isEqualTo(40_000);
        assertThat(count(QUEUE_WORK_TIME)).isEqualTo(100_000);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(100L, 1));
    }

    @Test
    void aWrapUpThatIsOverWithTheChatMakesItsHandleTimeFinal() {
        queued("billing").happens(EventType.CHAT_ASSIGNED, 5).happens(EventType.CHAT_ENDED, 65);
        happens(EventType.CHAT_WRAPPED_UP, 65);
        assertThat(count(QUEUE_WRAPPED_UP)).isEqualTo(1);
        assertThat(count(QUEUE_WRAP_UP_TIME)).isZero();
    }

    @Test
    void aHoldIsOverWhenAnotherAgentHasTheChat() {
        queued("billing")
                .happens(event(EventType.CHAT_ASSIGNED, 5).agentId("ann").build());
        happens(EventType.CHAT_HELD, 10)
                .happens(event(EventType.CHAT_ASSIGNED, 30).agentId("bob").build());
        happens(EventType.CHAT_WRAPPED_UP, 65);
        assertThat(count(QUEUE_HOLD_TIME)).isEqualTo(20_000);
        assertThat(count(QUEUE_HANDED_OVER)).isEqualTo(1);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(60L, 1));
    }

    /** Where nobody told when the talk was over, nobody knows how much of the time was work after it: it was not none. */
    @Test
    void ofAWrapUpWithoutAnEndTheTimeIsNotKnown() {
        queued("billing").happens(EventType.CHAT_ASSIGNED, 5).happens(EventType.CHAT_WRAPPED_UP, 65);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(60L, 1));
        assertThat(count(QUEUE_WRAPPED_UP)).isZero();
        assertThat(count(INTERVAL_WRAPPED_UP)).isZero();
        happens(EventType.CHAT_WRAPPED_UP, 95);
        assertThat(timings.get(QUEUE_HANDLE)).containsExactly(Map.entry(90L, 1));
        assertThat(count(QUEUE_WRAP_UP_TIME))
                .as("told again: the time since then")
                .isEqualTo(30_000);
        assertThat(count(QUEUE_WRAPPED_UP)).isEqualTo(1);
    }

    @Test
    void anOfferThatNobodyTookIsMissedAndTheCustomerWaitsOn() {
        queued("billing").happens(EventType.CHAT_MISSED, 10).happens(EventType.CHAT_MISSED, 15);
        assertThat(count(QUEUE_MISSED)).isEqualTo(2);
        assertThat(contact.waiting()).isTrue();
    }

    @Test
    void aContactWhoseEndNeverCameGivesBackItsLevelsWithoutATime() {
        queued("billing");
        fold.forget(contact, BEGIN + 1_000_000_000L, this);
        assertThat(count(QUEUE_ABANDONED)).isEqualTo(1);
        assertThat(levels).containsEntry(QUEUE_WAITING, 0L).containsEntry(INTERVAL_WAITING, 0L);
        queued("billing").happens(EventType.CHAT_ASSIGNED, 5);
        timings.clear();
        fold.forget(contact, BEGIN + 1_000_000_000L, this);
        assertThat(levels).containsEntry(QUEUE_IN_SERVICE, 0L);
        assertThat(timings).isEmpty();
    }
}
