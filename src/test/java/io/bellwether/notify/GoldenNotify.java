package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.control.Expiry;
import io.bellwether.rule.RuleTexts;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenNotify implements GoldenSamples {

    /** A change with everything. */
    static Change change() {
        Transition transition = new Transition(
                "a-1",
                "slow",
                "v1",
                300,
                Transition.Kind.SEVERITY_CHANGED,
                "escalated",
                "page",
                "warning",
                12.5,
                Double.NaN,
                Double.NaN,
                17,
                1_772_442_000_000L,
                1_772_442_060_000L,
                "Slow: vip",
                "Waits are long",
                Map.of("queue", "vip", "team", "north"),
                "c-7",
                "desk",
                "docs/slow.md",
                "",
                false,
                List.of());
        return new Change(
                "d-1",
                transition,
                true,
                7_200_000,
                new Remarks(
                        new Remarks.Seen("ann", 1_772_442_030_000L, "calling", true),
                        new Remarks.Silenced("bob", 1_772_442_040_000L),
                        new Remarks.Cases(14, "10032", "desk", 1_772_441_000_000L)));
    }

    @Override
    public List<Sample<?>> all() throws Exception {
        Map<String, String> group = Map.of("queue", "vip", "uid", "slow");
        return List.of(
                new Sample<>(
                        DecisionCodec.INSTANCE,
                        "held",
                        Decision.of(
                                change(),
                                "hook",
                                "hook{queue=vip}",
                                Decision.Kind.HELD,
                                "silenced",
                                "s-1",
                                1_772_442_000_500L)),
                new Sample<>(ChangeCodec.INSTANCE, "full", change()),
                new Sample<>(
                        NotificationCodec.INSTANCE,
                        "full",
                        new Notification(
                                "hook",
                                "hook{queue=vip}",
                                group,
                                new GroupTimes(
                                        30_000,
                                        300_000,
                                        14_400_000,
                                        List.of("nights"),
                                        List.of("shop-hours", "holidays")),
                                true,
                                900_000,
                                change())),
                new Sample<>(
                        EntryCodec.INSTANCE,
                        "full",
                        new Entry(
                                9,
                                change(),
                                false,
                                1_772_442_000_500L,
                                true,
                                true,
                                1_772_443_000_500L,
                                1_772_444_000_500L)),
                new Sample<>(CircumstanceCodec.INSTANCE, "source", new Circumstance.OfSource(change().transition())),
                new Sample<>(
                        CircumstanceCodec.INSTANCE,
                        "command",
                        new Circumstance.OfCommand(new Expiry("s-1", 1_772_442_000_000L, "bob", ""))),
                new Sample<>(CircumstanceCodec.INSTANCE, "read", new Circumstance.CommandsRead()),
                new Sample<>(
                        CircumstanceCodec.INSTANCE,
                        "rules",
                        new Circumstance.OfRules(new RuleUpdate(
                                "s-1", new RuleTexts(Map.of("a.yaml", "rules: []"), Map.of(), "r.yaml", null)))),
                new Sample<>(LastWordCodec.INSTANCE, "full", new LastWord(change(), 1_772_442_000_600L)),
                new Sample<>(
                        AddresseesCodec.INSTANCE,
                        "one",
                        new Addressees(
                                1_772_442_000_000L,
                                List.of(new Addressees.Address(
                                        "hook",
                                        "hook{queue=vip}",
                                        group,
                                        new GroupTimes(
                                                30_000,
                                                300_000,
                                                14_400_000,
                                                List.of("nights"),
                                                List.of("shop-hours", "holidays")),
                                        1_772_442_000_700L)))));
    }
}
