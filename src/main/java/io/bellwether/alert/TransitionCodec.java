package io.bellwether.alert;

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

/** How a {@link Transition} is written. */
public final class TransitionCodec extends Codec<Transition> {

    /** The one for everybody. */
    public static final TransitionCodec INSTANCE = new TransitionCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public TransitionCodec() {
        super("transition", 2, Transition.class);
    }

    @Override
    public void write(Transition value, DataOutput out) throws IOException {
        Texts.write(value.alertId(), out);
        Texts.write(value.uid(), out);
        Texts.write(value.ruleVersion(), out);
        Varint.writeSigned(value.seq(), out);
        Transition.Kind.CODES.write(value.kind(), out);
        Texts.write(value.reason(), out);
        Texts.write(value.severity(), out);
        Texts.write(value.previousSeverity(), out);
        out.writeDouble(value.value());
        out.writeDouble(value.threshold());
        out.writeDouble(value.usual());
        Varint.writeSigned(value.samples(), out);
        out.writeLong(value.startsAt());
        out.writeLong(value.at());
        Texts.write(value.title(), out);
        Texts.write(value.text(), out);
        Texts.writeMap(value.labels(), out);
        Texts.write(value.subject(), out);
        Texts.write(value.source(), out);
        Texts.write(value.runbook(), out);
        Texts.write(value.dashboard(), out);
        out.writeBoolean(value.shadow());
        Varint.writeUnsigned(value.drivers().size(), out);
        for (Driver driver : value.drivers()) {
            Texts.write(driver.dimension(), out);
            Texts.write(driver.value(), out);
            out.writeDouble(driver.share());
            out.writeDouble(driver.usualShare());
            out.writeDouble(driver.measured());
        }
    }

    @Override
    public Transition read(DataInput in, Versions stored) throws IOException {
        TextPool pool = TextPool.ofThread();
        return new Transition(
                Texts.read(in),
                pool.read(in),
                pool.read(in),
                Varint.readSigned(in),
                Transition.Kind.CODES.read(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                Varint.readSigned(in),
                in.readLong(),
                in.readLong(),
                Texts.read(in),
                Texts.read(in),
                pool.readMap(in),
                Texts.read(in),
                pool.read(in),
                pool.read(in),
                Texts.read(in),
                in.readBoolean(),
                stored.of(this) >= 2 ? drivers(in, pool) : List.of());
    }

    private static List<Driver> drivers(DataInput in, TextPool pool) throws IOException {
        List<Driver> drivers = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            drivers.add(new Driver(pool.read(in), pool.read(in), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return drivers;
    }

    /** Version 1 did not say what drives an alert. */
    @Override
    public int oldest() {
        return 1;
    }
}
