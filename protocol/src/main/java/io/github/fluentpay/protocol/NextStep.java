package io.github.fluentpay.protocol;

import org.jspecify.annotations.Nullable;

/** What to do after the platform said no; APIv3 documentation, "error codes and retries" (HTTP状态码, 错误码). */
final class NextStep {

    private NextStep() {}

    static String after(ServiceException.Refused error) {
        String code = error.code();
        if (code == null) {
            return withoutCode(error.status());
        }
        return switch (code) {
            case "SIGN_ERROR" ->
                "Next: check that serial number and private key come from the same certificate of this mchid, and the"
                        + " clock; detail() may say more";
            case "NO_AUTH", "NOAUTH" ->
                "Next: check that this mchid may call this API, and that what it names belongs to it";
            case "PARAM_ERROR" -> "Next: correct the parameter; detail() names it";
            case "RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST" ->
                isAboutThePath(error.message())
                        ? "Next: correct the path, or send the call to the base URL that has it"
                        : "Next: check the numbers you sent";
            case "RATELIMIT_EXCEEDED", "RATE_LIMITED", "FREQUENCY_LIMITED" ->
                "Next: slow down, then send the same request again";
            case "INVALID_REQUEST", "RESOURCE_ALREADY_EXISTS" ->
                "Next: query the present state of what you named, and decide by it; the API's page lists the rules";
            case "SYSTEM_ERROR", "SERVICE_UNAVAILABLE" ->
                "Next: send it again later with the same numbers and parameters";
            default ->
                error.status() >= 500 || error.status() == 429
                        ? withoutCode(error.status())
                        : "Next: see the code on the API's page";
        };
    }

    /** The same code is said of a path that nobody serves, and then no number is to blame. */
    private static boolean isAboutThePath(@Nullable String message) {
        return message != null && message.startsWith("There is no such path");
    }

    private static String withoutCode(int status) {
        if (status >= 500) {
            return "Next: send it again later with the same numbers and parameters";
        }
        return status == 429
                ? "Next: slow down, then send the same request again"
                : "Next: check the base URL and any proxy; the answer is not in the platform's form";
    }
}
