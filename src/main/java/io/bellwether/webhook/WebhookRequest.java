package io.bellwether.webhook;

import java.util.Map;

/**
 * One attempt, ready to be posted.
 *
 * @param headers may hold signatures: never logged
 * @param body the bytes that were signed
 * @param truncated how many changes of the batch are only counted in it
 */
public record WebhookRequest(Map<String, String> headers, byte[] body, int truncated) {}
