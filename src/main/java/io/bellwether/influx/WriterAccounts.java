package io.bellwether.influx;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts of all writers of this process, by their job. What a sink knows flows to nobody in its job, which would have to
 * flow in a circle: whoever watches the writers runs in the same process (Flink's co-location) and looks here.
 */
public final class WriterAccounts {

    private static final Map<String, Set<WriterAccount>> OPEN = new ConcurrentHashMap<>();

    private WriterAccounts() {}

    /** What the writers of a job have to say that are open now in this process, by the settings of their buckets. */
    public static Map<String, WriterAccount.Figures> of(String job) {
        Map<String, WriterAccount.Figures> all = new TreeMap<>();
        for (WriterAccount account : OPEN.getOrDefault(job, Set.of())) {
            all.merge(account.bucket(), account.figures(), WriterAccount.Figures::plus);
        }
        return all;
    }

    /**
     * One more, until it is closed.
     *
     * @param job Flink's id of it
     * @param bucket the setting of the bucket that is written
     */
    public static WriterAccount open(String job, String bucket) {
        WriterAccount account = new WriterAccount(bucket, closed -> close(job, closed));
        OPEN.compute(job, (id, accounts) -> {
            Set<WriterAccount> all = accounts == null ? ConcurrentHashMap.newKeySet() : accounts;
            all.add(account);
            return all;
        });
        return account;
    }

    private static void close(String job, WriterAccount account) {
        OPEN.computeIfPresent(job, (id, accounts) -> {
            accounts.remove(account);
            return accounts.isEmpty() ? null : accounts;
        });
    }
}
