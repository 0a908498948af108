package io.bellwether.gateway;

import java.util.List;

/**
 * That what a source's callbacks speak of is fetched, as WeCom's messages are.
 *
 * @param url what paths of the API stand behind, without a slash at its end
 * @param secrets of the API; the first is used
 * @param secretFiles files that hold it; looked at when the gateway starts
 * @param everyMillis how long nothing may be heard of an account before it is asked
 */
public record PullPlan(String url, List<String> secrets, List<String> secretFiles, long everyMillis) {

    public PullPlan {
        secrets = List.copyOf(secrets);
        secretFiles = List.copyOf(secretFiles);
    }

    /** The same with the secrets that are in its files. */
    PullPlan with(List<String> known) {
        return new PullPlan(url, known, List.of(), everyMillis);
    }

    /** Never what the secrets are. */
    @Override
    public String toString() {
        return "PullPlan[" + url + "]";
    }
}
