package io.bellwether.gateway.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.PayloadOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * Exports of a product as history: each record of the files goes through the mapping as a payload would, and what comes of
 * them is written in the order of time. CSV by its name ({@code .csv}, {@code .tsv}), else JSON: one value, a list, or one a line.
 */
public final class Backfill {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BETWEEN_PROGRESS = 10_000;

    private final Intake intake;
    private final TimeOrder order;
    private final Map<String, Long> counts = new TreeMap<>();
    private String first = "";
    private long records;
    private boolean leftOut;

    /**
     * @param intake of the source, for history
     * @param work a folder for what does not fit into memory; whoever has it removes it
     */
    public Backfill(Intake intake, Path work) {
        this.intake = intake;
        this.order = new TimeOrder(work);
    }

    /** Reads a file. */
    public void read(Path file) throws FileProblem {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        long before = records;
        try (Reader text = InputFile.text(file)) {
            if (name.endsWith(".csv") || name.endsWith(".tsv")) {
                readTable(text, file);
            } else {
                readJson(text, file);
            }
        } catch (JsonProcessingException e) {
            throw FileProblem.saying(
                    file,
                    "is not JSON at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
                            + "; is it the right file? CSV is known by its name (.csv, .tsv)");
        } catch (MalformedInputException e) {
            throw FileProblem.saying(file, "is not UTF-8; save it as UTF-8");
        } catch (FileProblem e) {
            throw e;
        } catch (IOException e) {
            throw FileProblem.saying(file, e.getMessage());
        }
        if (records == before) {
            throw FileProblem.saying(file, "holds no record; is it the right file?");
        }
    }

    private void readTable(Reader text, Path file) throws IOException {
        CsvRecords rows = new CsvRecords(text);
        long number = 0;
        for (JsonNode row = rows.next(); row != null; row = rows.next()) {
            take(row, file, ++number);
        }
        if (number == 0 && rows.longer() > 0) {
            throw new IOException("has more values in each row than its first row has names");
        }
        count("rows with fewer values than columns", rows.shorter());
        count("rows with more values than columns, left out: quotes are missing", rows.longer());
        leftOut |= rows.longer() > 0;
    }

    private void readJson(Reader text, Path file) throws IOException {
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
            long number = 0;
            while (values.hasNextValue()) {
                take(values.nextValue(), file, ++number);
            }
        }
    }

    private void count(String what, long more) {
        if (more > 0) {
            counts.merge(what, more, Long::sum);
        }
    }

    private void take(JsonNode record, Path file, long number) throws IOException {
        records++;
        Mapped mapped = intake.mapper().map(record, Long.MAX_VALUE);
        for (ServiceEvent event : mapped.events()) {
            order.add(event);
        }
        for (PayloadOutcome outcome : mapped.outcomes()) {
            boolean unmapped = outcome.what() == PayloadOutcome.What.UNMAPPED;
            leftOut |= unmapped;
            counts.merge(
                    outcome.what().name().toLowerCase(Locale.ROOT) + (unmapped ? " " + outcome.kind() : ""),
                    1L,
                    Long::sum);
        }
        mapped.strangers().forEach(stranger -> counts.merge("in no table: " + stranger, 1L, Long::sum));
        if (first.isEmpty() && !mapped.refused().isEmpty()) {
            first = file + ", record " + number + ": " + mapped.refused().get(0).reason() + ": "
                    + mapped.refused().get(0).detail();
        }
    }

    /** Writes all events that were read, one a line; how many. */
    public long write(OutputStream out) throws IOException {
        return drain((type, key, event) -> {
            out.write(event);
            out.write('\n');
        });
    }

    /**
     * Writes all events that were read into topics; how many. Done when Kafka has them.
     *
     * @param progress told the share that is written
     */
    public long write(HistoryTopics topics, DoubleConsumer progress) throws IOException {
        long[] written = {0};
        long events = drain((type, key, event) -> {
            topics.write(type, key, event);
            if (++written[0] % BETWEEN_PROGRESS == 0) {
                progress.accept((double) written[0] / order.added());
            }
        });
        topics.flush();
        return events;
    }

    private long drain(TimeOrder.Taker to) throws IOException {
        long events = order.drain(to);
        leftOut |= events == 0;
        return events;
    }

    /** The types of the events that were read. */
    public Set<EventType> types() {
        return order.types();
    }

    /** What became of the records, and the first that was refused. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        counts.forEach((what, count) -> lines.add(count + " " + what));
        if (!first.isEmpty()) {
            lines.add("the first that was refused: " + first);
        }
        return lines;
    }

    /** Whether nothing came of a record that should have, or of all of them. */
    public boolean isLossy() {
        return leftOut || !first.isEmpty();
    }
}
