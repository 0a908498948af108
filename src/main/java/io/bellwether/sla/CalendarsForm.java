package io.bellwether.sla;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the calendars of a policy book are written. The one of every instant has no hours. */
final class CalendarsForm {

    private CalendarsForm() {}

    /** Its place, or −1; of equal name and hours is one. */
    static int index(WorkCalendar calendar, List<WorkCalendar> among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).id() == calendar.id() && among.get(i).name().equals(calendar.name())) {
                return i;
            }
        }
        return -1;
    }

    static void write(List<WorkCalendar> calendars, DataOutput out) throws IOException {
        Varint.writeUnsigned(calendars.size(), out);
        for (WorkCalendar calendar : calendars) {
            out.writeBoolean(calendar.isAlways());
            if (!calendar.isAlways()) {
                write(calendar, out);
            }
        }
    }

    private static void write(WorkCalendar calendar, DataOutput out) throws IOException {
        Texts.write(calendar.name(), out);
        Texts.write(calendar.zone().getId(), out);
        for (int[] day : calendar.week()) {
            writeHours(day, out);
        }
        Varint.writeUnsigned(calendar.dates().size(), out);
        for (Map.Entry<Long, int[]> date : calendar.dates().entrySet()) {
            Varint.writeSigned(date.getKey(), out);
            writeHours(date.getValue(), out);
        }
    }

    private static void writeHours(int[] hours, DataOutput out) throws IOException {
        Varint.writeUnsigned(hours.length, out);
        for (int at : hours) {
            Varint.writeUnsigned(at, out);
        }
    }

    static List<WorkCalendar> read(DataInput in) throws IOException {
        List<WorkCalendar> calendars = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            calendars.add(in.readBoolean() ? WorkCalendar.ALWAYS : readOne(in));
        }
        return calendars;
    }

    private static WorkCalendar readOne(DataInput in) throws IOException {
        String name = Texts.read(in);
        ZoneId zone = ZoneId.of(Texts.read(in));
        int[][] week = new int[7][];
        for (int day = 0; day < week.length; day++) {
            week[day] = readHours(in);
        }
        Map<Long, int[]> dates = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            dates.put(Varint.readSigned(in), readHours(in));
        }
        return new WorkCalendar(name, zone, week, dates);
    }

    private static int[] readHours(DataInput in) throws IOException {
        int[] hours = new int[Texts.readCount(in)];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = (int) Varint.readUnsigned(in);
        }
        return hours;
    }
}
