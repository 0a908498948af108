package io.bellwether.sla;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How policies and targets of a book are written. They point to its calendars by place, and to its targets by id. */
final class PoliciesForm {

    private static final int NO_TARGETS = 0;
    private static final int FIXED = 1;
    private static final int BY_DIMENSION = 2;

    private PoliciesForm() {}

    static void write(Target target, List<WorkCalendar> calendars, DataOutput out) throws IOException {
        Varint.writeUnsigned(target.id(), out);
        Varint.writeSigned(target.millis(), out);
        Varint.writeUnsigned(CalendarsForm.index(target.calendar(), calendars), out);
        write(target.atRisk(), out);
        Varint.writeUnsigned(CalendarsForm.index(target.startedWithin(), calendars), out);
        Texts.write(target.path(), out);
        Varint.writeUnsigned(target.line(), out);
    }

    static Target readTarget(List<WorkCalendar> calendars, DataInput in) throws IOException {
        return new Target(
                Texts.readCount(in),
                Varint.readSigned(in),
                calendars.get(Texts.readCount(in)),
                readAtRisk(in),
                calendars.get(Texts.readCount(in)),
                Texts.read(in),
                Texts.readCount(in));
    }

    private static void write(AtRisk atRisk, DataOutput out) throws IOException {
        Varint.writeSigned(atRisk.elapsed(), out);
        Varint.writeSigned(atRisk.left(), out);
        Varint.writeSigned(atRisk.leftShare(), out);
        out.writeBoolean(atRisk.byDefault());
    }

    private static AtRisk readAtRisk(DataInput in) throws IOException {
        return new AtRisk(
                (int) Varint.readSigned(in), Varint.readSigned(in), (int) Varint.readSigned(in), in.readBoolean());
    }

    static void write(Policy policy, List<WorkCalendar> calendars, DataOutput out) throws IOException {
        Texts.write(policy.name(), out);
        Varint.writeUnsigned(policy.line(), out);
        Varint.writeUnsigned(policy.match().size(), out);
        for (Match match : policy.match()) {
            write(match, out);
        }
        Varint.writeUnsigned(CalendarsForm.index(policy.calendar(), calendars), out);
        Varint.writeUnsigned(policy.targets().size(), out);
        for (Map.Entry<ClockKind, Targets> targets : new TreeMap<>(policy.targets()).entrySet()) {
            ClockKind.CODES.write(targets.getKey(), out);
            write(targets.getValue(), out);
        }
        Varint.writeUnsigned(policy.timed().size(), out);
        for (ClockKind kind : new TreeSet<>(policy.timed())) {
            ClockKind.CODES.write(kind, out);
        }
        writeSwitches(policy, out);
    }

    private static void writeSwitches(Policy policy, DataOutput out) throws IOException {
        write(policy.atRisk(), out);
        ReplyRules reply = policy.reply();
        out.writeBoolean(reply.lightAgent());
        out.writeBoolean(reply.privateNote());
        out.writeBoolean(reply.bot());
        out.writeBoolean(reply.automated());
        Policy.Anchor.CODES.write(policy.anchor(), out);
        Policy.Reopen.CODES.write(policy.reopen(), out);
        Policy.OnChange.CODES.write(policy.onChange(), out);
        Policy.AfterSolve.CODES.write(policy.afterSolve(), out);
        Varint.writeSigned(policy.ignoreReopen(), out);
        out.writeBoolean(policy.applyToOpen());
    }

    static Policy readPolicy(int index, List<WorkCalendar> calendars, List<Target> targets, DataInput in)
            throws IOException {
        String name = Texts.read(in);
        int line = Texts.readCount(in);
        List<Match> match = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            match.add(readMatch(in));
        }
        WorkCalendar calendar = calendars.get(Texts.readCount(in));
        Map<ClockKind, Targets> ofClocks = new EnumMap<>(ClockKind.class);
        for (int i = Texts.readCount(in); i > 0; i--) {
            ofClocks.put(ClockKind.CODES.read(in), readTargets(targets, in));
        }
        Set<ClockKind> timed = EnumSet.noneOf(ClockKind.class);
        for (int i = Texts.readCount(in); i > 0; i--) {
            timed.add(ClockKind.CODES.read(in));
        }
        return new Policy(
                index,
                name,
                line,
                List.copyOf(match),
                calendar,
                ofClocks,
                timed,
                readAtRisk(in),
                new ReplyRules(in.readBoolean(), in.readBoolean(), in.readBoolean(), in.readBoolean()),
                Policy.Anchor.CODES.read(in),
                Policy.Reopen.CODES.read(in),
                Policy.OnChange.CODES.read(in),
                Policy.AfterSolve.CODES.read(in),
                Varint.readSigned(in),
                in.readBoolean());
    }

    private static void write(Match match, DataOutput out) throws IOException {
        Texts.write(match.dimension(), out);
        Texts.writeAll(List.copyOf(new TreeSet<>(match.values())), out);
        out.writeBoolean(match.negated());
        out.writeBoolean(match.any());
    }

    private static Match readMatch(DataInput in) throws IOException {
        return new Match(Texts.read(in), Set.copyOf(Texts.readAll(in)), in.readBoolean(), in.readBoolean());
    }

    private static void write(Targets targets, DataOutput out) throws IOException {
        if (targets == null) {
            out.writeByte(NO_TARGETS);
        } else if (targets instanceof Targets.Fixed fixed) {
            out.writeByte(FIXED);
            Varint.writeUnsigned(fixed.target() == null ? 0 : fixed.target().id(), out);
        } else {
            Targets.ByDimension by = (Targets.ByDimension) targets;
            out.writeByte(BY_DIMENSION);
            Texts.write(by.dimension(), out);
            Varint.writeUnsigned(by.values().size(), out);
            for (Map.Entry<String, Targets> value : new TreeMap<>(by.values()).entrySet()) {
                Texts.write(value.getKey(), out);
                write(value.getValue(), out);
            }
            write(by.otherwise(), out);
        }
    }

    private static Targets readTargets(List<Target> targets, DataInput in) throws IOException {
        int form = in.readByte();
        if (form == NO_TARGETS) {
            return null;
        }
        if (form == FIXED) {
            int id = Texts.readCount(in);
            return new Targets.Fixed(id == 0 ? null : targets.get(id - 1));
        }
        String dimension = Texts.read(in);
        Map<String, Targets> values = new HashMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            values.put(Texts.read(in), readTargets(targets, in));
        }
        return new Targets.ByDimension(dimension, values, readTargets(targets, in));
    }
}
