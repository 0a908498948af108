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
import java.util.regex.Pattern;
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
 * Messages of 40 characters a second on one core, of two kinds: phrases that return stay in the processor's cache with
 * their weights, thousands of different lines do not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SentimentBenchmark {
    private static final int LENGTH = 40;

    private static final int MESSAGES = 1_024;
    private static final String[] CHINESE = {
        "三天了还没发货，",
        "客服态度很好，",
        "质量太差了！",
        "请问什么时候能到？",
        "我要退款，",
        "东西不错，",
        "一直没人回复，",
        "谢谢你的帮助。",
        "快递员很有礼貌，",
        "再也不会来买了，",
        "包装破了，",
        "价格有点贵，",
        "这个系统打不开，",
        "好吃又新鲜，"
    };
    private static final String[] ENGLISH = {
        "the parcel is late ", "thanks a lot, ", "I want a refund! ", "how long does it take? ", "very poor quality, ",
        "the agent was kind. ", "nobody answers me ", "it works well ", "my order number is wrong, ", "never again. "
    };

    /** Marks of posts, which few messages to a service have. */
    private static final Pattern MARKED = Pattern.compile("[#@]");

    @Param({"zh", "en"})
    private String language;

    /** Phrases that return, as in service, or lines of which no two are alike. */
    @Param({"phrases", "lines"})
    private String texts;

    private String[] messages;
    private SentimentScorer scorer;
    private int next;

    @Setup
    public void setUp() throws IOException {
        messages = texts.equals("phrases") ? phrases() : lines();
        scorer = SentimentModel.bundled().scorer();
    }

    private String[] phrases() {
        Random random = new Random(1);
        String[] parts = language.equals("zh") ? CHINESE : ENGLISH;
        String[] composed = new String[MESSAGES];
        for (int i = 0; i < MESSAGES; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < LENGTH) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            composed[i] = text.substring(0, LENGTH);
        }
        return composed;
    }

    private String[] lines() throws IOException {
        StringBuilder rest = new StringBuilder();
        List<String> cut = new ArrayList<>();
        for (String file : new String[] {"service.tsv", "posts.tsv"}) {
            for (String line : Files.readAllLines(Path.of("src/training", file))) {
                String[] fields = line.split("\t");
                if (fields[0].equals(language) && !MARKED.matcher(fields[3]).find()) {
                    rest.append(fields[3]).append(' ');
                }
                for (; rest.length() >= LENGTH; rest.delete(0, LENGTH)) {
                    cut.add(rest.substring(0, LENGTH));
                }
            }
        }
        Collections.shuffle(cut, new Random(1));
        return cut.toArray(String[]::new);
    }

    @Benchmark
    public Sentiment score() {
        next = next + 1 < messages.length ? next + 1 : 0;
        return scorer.score(messages[next], language);
    }
}
