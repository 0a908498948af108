package io.bellwether.cases;

import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import io.bellwether.topic.RowForm;
import java.util.List;

/** The clocks of cases as records. */
public final class ClockForm implements RowForm<CaseClocks, RunningClock> {

    private static final long serialVersionUID = 1L;

    @Override
    public String written() {
        return "numClockRecords";
    }

    @Override
    public String refused() {
        return "numClockRecordsRefused";
    }

    @Override
    public String owner(CaseClocks told) {
        return RunningClockJson.caseKey(told.caseId().source(), told.caseId().id());
    }

    @Override
    public List<RunningClock> rows(CaseClocks told) {
        return told.running();
    }

    @Override
    public String key(RunningClock row) {
        return RunningClockJson.key(row);
    }

    @Override
    public String ownerOf(String key) {
        return RunningClockJson.caseKeyOf(key);
    }

    @Override
    public byte[] value(RunningClock row) {
        return RunningClockJson.write(row);
    }
}
