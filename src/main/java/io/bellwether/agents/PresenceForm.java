package io.bellwether.agents;

import io.bellwether.topic.RowForm;
import java.util.List;

/** Agents who are there as records, each under {@code source|agent}. */
public final class PresenceForm implements RowForm<AgentNow, PresentAgent> {

    private static final long serialVersionUID = 1L;

    @Override
    public String written() {
        return "numPresenceRecords";
    }

    @Override
    public String refused() {
        return "numPresenceRecordsRefused";
    }

    @Override
    public String owner(AgentNow told) {
        return told.agent().joined();
    }

    @Override
    public List<PresentAgent> rows(AgentNow told) {
        return told.present() == null ? List.of() : List.of(told.present());
    }

    @Override
    public String key(PresentAgent row) {
        return row.agent().joined();
    }

    @Override
    public String ownerOf(String key) {
        return key;
    }

    @Override
    public byte[] value(PresentAgent row) {
        return PresentAgentJson.write(row);
    }
}
