package io.bellwether.bench;

import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
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

/** Messages of 40 characters a second on one core; 1,024 different ones, so that weights do not all stay in the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SentimentBenchmark {
    private static final int MESSAGES = 1_024;
    private static final int LENGTH = 40;
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

    @Param({"zh", "en"})
    private String language;

    private String[] messages;
    private SentimentScorer scorer;
    private int next;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        String[] parts = language.equals("zh") ? CHINESE : ENGLISH;
        messages = new String[MESSAGES];
        for (int i = 0; i < MESSAGES; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < LENGTH) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            messages[i] = text.substring(0, LENGTH);
        }
        scorer = SentimentModel.bundled().scorer();
    }

    @Benchmark
    public Sentiment score() {
        next = next + 1 & MESSAGES - 1;
        return scorer.score(messages[next], language);
    }
}
