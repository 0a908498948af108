package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.sla.RunningClock;
import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How {@link CaseClocks} are shipped. */
public final class CaseClocksCodec extends Codec<CaseClocks> {

    /** The one for everybody. */
    public static final CaseClocksCodec INSTANCE = new CaseClocksCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CaseClocksCodec() {
        super("case-clocks", 1, CaseClocks.class);
    }

    @Override
    public void write(CaseClocks value, DataOutput out) throws IOException {
        Texts.write(value.caseId().source(), out);
        Texts.write(value.caseId().id(), out);
        Varint.writeUnsigned(value.running().size(), out);
        for (RunningClock clock : value.running()) {
            Texts.write(clock.clock(), out);
            Varint.writeUnsigned(clock.instance(), out);
            Texts.write(clock.queue(), out);
            Texts.write(clock.tier(), out);
            Texts.write(clock.agent(), out);
            Texts.write(clock.policy(), out);
            Texts.write(clock.rule(), out);
            RunningClock.State.CODES.write(clock.state(), out);
            out.writeByte(clock.risk());
            Texts.write(clock.reason(), out);
            out.writeLong(clock.start());
            out.writeLong(clock.since());
            Varint.writeSigned(clock.consumedMillis(), out);
            Varint.writeSigned(clock.targetMillis(), out);
            out.writeLong(clock.deadline());
        }
    }

    @Override
    public CaseClocks read(DataInput in, Versions stored) throws IOException {
        TextPool pool = TextPool.ofThread();
        SourceId caseId = new SourceId(pool.read(in), Texts.read(in));
        int size = (int) Varint.readUnsigned(in);
        List<RunningClock> running = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            running.add(clock(caseId, pool, in));
        }
        return new CaseClocks(caseId, running);
    }

    private static RunningClock clock(SourceId caseId, TextPool pool, DataInput in) throws IOException {
        return new RunningClock(
                caseId.source(),
                caseId.id(),
                pool.read(in),
                (int) Varint.readUnsigned(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                RunningClock.State.CODES.read(in),
                in.readUnsignedByte(),
                pool.read(in),
                in.readLong(),
                in.readLong(),
                Varint.readSigned(in),
                Varint.readSigned(in),
                in.readLong());
    }
}
