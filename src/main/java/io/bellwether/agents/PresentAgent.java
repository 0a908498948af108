package io.bellwether.agents;

import io.bellwether.event.SourceId;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.List;

/**
 * An agent who is there, as their fold knows them: nothing in it depends on when it is looked at, so it is another one only when
 * something happened to them.
 *
 * @param reason why they are in that state; empty where nobody says
 * @param queues those that they serve, in order
 * @param since since when they are in that state, for that reason; epoch ms, 0 where it is not known
 * @param slots how many contacts they take at once
 * @param contacts how many they have
 * @param contactsSince since when they have had any; 0 without
 * @param wrapUps after how many they work
 * @param wrapUpSince when the first of those was over; 0 without
 * @param idleSince since when they are available and do nothing; 0 where they are not
 */
public record PresentAgent(
        SourceId agent,
        State state,
        String reason,
        List<String> queues,
        long since,
        long slots,
        int contacts,
        long contactsSince,
        int wrapUps,
        long wrapUpSince,
        long idleSince) {

    public PresentAgent {
        queues = List.copyOf(queues);
    }

    /** What they say they do, or is said of them. */
    public enum State implements Coded {
        AVAILABLE(0, "available"),
        AWAY(1, "away"),
        /** They were told of again and again, and are no more. */
        LOST(2, "lost"),
        /** They have contacts all the same, or nobody tells of their presence. */
        OFFLINE(3, "offline");

        /** By their codes when shipped. */
        public static final CodeTable<State> CODES = new CodeTable<>(State.class);

        private final int code;
        private final String wireName;

        State(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        public String wireName() {
            return wireName;
        }
    }
}
