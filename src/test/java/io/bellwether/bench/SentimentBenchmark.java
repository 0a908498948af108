package io.bellwether.bench;

import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Messages of 40 characters a second on one core. Thousands of different ones, cut from the project's own lines and in no
 * order: a few that repeat would stay in the processor's cache with their weights, and show a speed that life does not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SentimentBenchmark {
    private static final int LENGTH = 40;

    @Param({"zh", "en"})
    private String language;

    private String[] messages;
    private SentimentScorer scorer;
    private int next;

    @Setup
    public void setUp() throws IOException {
        StringBuilder rest = new StringBuilder();
        List<String> cut = new ArrayList<>();
        for (String file : new String[] {"service.tsv", "posts.tsv"}) {
            for (String line : Files.readAllLines(Path.of("src/training", file))) {
                String[] fields = line.split("\t");
                if (fields[0].equals(language)) {
                    rest.append(fields[3]).append(' ');
                }
                for (; rest.length() >= LENGTH; rest.delete(0, LENGTH)) {
                    cut.add(rest.substring(0, LENGTH));
                }
            }
        }
        Collections.shuffle(cut, new Random(1));
        messages = cut.toArray(String[]::new);
        scorer = SentimentModel.bundled().scorer();
    }

    @Benchmark
    public Sentiment score() {
        next = next + 1 < messages.length ? next + 1 : 0;
        return scorer.score(messages[next], language);
    }
}
