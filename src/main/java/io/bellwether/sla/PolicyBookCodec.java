package io.bellwether.sla;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a {@link PolicyBook} is written: what was read from its file, so that it says the same where the file is another by
 * then and a later release would read it otherwise. First its calendars, to which policies and targets then point.
 */
public final class PolicyBookCodec extends Codec<PolicyBook> {

    /** The one for everybody. */
    public static final PolicyBookCodec INSTANCE = new PolicyBookCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public PolicyBookCodec() {
        super("policy-book", 1, PolicyBook.class);
    }

    @Override
    public void write(PolicyBook book, DataOutput out) throws IOException {
        Texts.write(book.file(), out);
        Texts.write(book.version(), out);
        out.writeInt(book.id());
        out.writeBoolean(book.applyToOpen());
        List<WorkCalendar> calendars = calendars(book);
        CalendarsForm.write(calendars, out);
        Varint.writeUnsigned(book.calendars().size(), out);
        for (WorkCalendar calendar : book.calendars()) {
            Varint.writeUnsigned(CalendarsForm.index(calendar, calendars), out);
        }
        Varint.writeUnsigned(book.targets().size(), out);
        for (Target target : book.targets()) {
            PoliciesForm.write(target, calendars, out);
        }
        Varint.writeUnsigned(book.policies().size(), out);
        for (Policy policy : book.policies()) {
            PoliciesForm.write(policy, calendars, out);
        }
        Varint.writeUnsigned(book.linesOfDimensions().size(), out);
        for (Map.Entry<String, Integer> dimension : book.linesOfDimensions().entrySet()) {
            Texts.write(dimension.getKey(), out);
            Varint.writeUnsigned(dimension.getValue(), out);
        }
    }

    @Override
    public PolicyBook read(DataInput in, Versions stored) throws IOException {
        String file = Texts.read(in);
        String version = Texts.read(in);
        int id = in.readInt();
        boolean applyToOpen = in.readBoolean();
        List<WorkCalendar> calendars = CalendarsForm.read(in);
        Map<Integer, WorkCalendar> ofBook = new LinkedHashMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            WorkCalendar calendar = calendars.get(Texts.readCount(in));
            ofBook.put(calendar.id(), calendar);
        }
        List<Target> targets = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            targets.add(PoliciesForm.readTarget(calendars, in));
        }
        List<Policy> policies = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            policies.add(PoliciesForm.readPolicy(policies.size() + 1, calendars, targets, in));
        }
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            dimensions.put(Texts.read(in), Texts.readCount(in));
        }
        return new PolicyBook(file, version, id, applyToOpen, policies, targets, ofBook, dimensions);
    }

    /** Each once, those of the book first. Two of different names may be equal in hours, and then have one id. */
    private static List<WorkCalendar> calendars(PolicyBook book) {
        List<WorkCalendar> all = new ArrayList<>(book.calendars());
        book.policies().forEach(policy -> addNew(policy.calendar(), all));
        for (Target target : book.targets()) {
            addNew(target.calendar(), all);
            addNew(target.startedWithin(), all);
        }
        return all;
    }

    private static void addNew(WorkCalendar calendar, List<WorkCalendar> all) {
        if (CalendarsForm.index(calendar, all) < 0) {
            all.add(calendar);
        }
    }
}
