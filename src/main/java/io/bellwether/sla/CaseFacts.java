package io.bellwether.sla;

import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.queue.Turn;
import java.util.Map;

/** What is known of a case after the event at hand was applied to its attributes; in {@link SlaEngine#handOver}, before. */
public interface CaseFacts {

    /** Which case it is; goes into signals only. */
    SourceId caseId();

    /** What the dimensions and the agent come from: another object whenever one of them is another. */
    Object attributes();

    /** The value of a dimension ({@code queue}, {@code priority}, a configured one), or null where it is unknown. */
    String dimension(String name);

    /** Current status, or null where no event told it; chats are OPEN while they run and CLOSED after. */
    Status status();

    /** Whether it is a chat whose customer nobody has heard, neither a person nor a bot that contained it. */
    boolean unheard();

    /** The agent to whom the case is assigned, or null; to be told from the case's other ones, not from those of others. */
    SourceId agent();

    /** What the event did to the chat's stay in a queue or with an agent. */
    Turn turn();

    /** The configured dimensions by name, "none" where absent; goes into signals. */
    Map<String, String> dimensions();

    /** Whether the case comes from history: its signals are marked and never alerted. */
    boolean backfill();
}
