package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Content headers and user metadata on their way to S3 and back. */
final class S3Attributes {
    private static final String TYPE = "content-type";
    private static final String ENCODING = "content-encoding";

    /** What S3 itself gives an object whose writer named no type; no type at all would be replaced by the SDK. */
    private static final String OBJECT_TYPE = "binary/octet-stream";

    private static final String FOLDER_TYPE = "application/x-directory";
    private static final List<String> PLAIN_HEADERS =
            List.of("cache-control", "content-disposition", "content-language", "expires");

    private S3Attributes() {}

    /** The type to store; stands for none when it is the one that the path has anyway. */
    static String contentType(String path, UfsAttributes attributes) {
        return HeaderText.encode(attributes.headers().getOrDefault(TYPE, defaultType(path)));
    }

    static String defaultType(String path) {
        return path.endsWith("/") ? FOLDER_TYPE : OBJECT_TYPE;
    }

    /** The encoding to store, or null. */
    static Optional<String> contentEncoding(UfsAttributes attributes) {
        return Optional.ofNullable(attributes.headers().get(ENCODING)).map(HeaderText::encode);
    }

    /** The headers that go out as they are: the typed field of the SDK for {@code expires} takes no other form. */
    static AwsRequestOverrideConfiguration headers(UfsAttributes attributes) {
        AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
        for (String name : PLAIN_HEADERS) {
            String value = attributes.headers().get(name);
            if (value != null) {
                headers.putHeader(name, HeaderText.encode(value));
            }
        }
        return headers.build();
    }

    static Map<String, String> metadata(UfsAttributes attributes) {
        return attributes.userMetadata().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> HeaderText.encode(entry.getValue())));
    }

    /** What an answer says of an object. */
    static UfsAttributes read(String path, SdkHttpResponse response, Map<String, String> metadata) {
        Map<String, String> headers = new HashMap<>();
        for (String name : PLAIN_HEADERS) {
            response.firstMatchingHeader(name).ifPresent(value -> headers.put(name, HeaderText.decode(value)));
        }
        response.firstMatchingHeader(TYPE)
                .filter(type -> !type.equals(defaultType(path)))
                .ifPresent(type -> headers.put(TYPE, HeaderText.decode(type)));
        response.firstMatchingHeader(ENCODING)
                .map(S3Attributes::withoutFraming)
                .filter(encoding -> !encoding.isEmpty())
                .ifPresent(encoding -> headers.put(ENCODING, HeaderText.decode(encoding)));
        Map<String, String> texts = new HashMap<>();
        metadata.forEach((name, value) -> texts.put(name.toLowerCase(Locale.ROOT), HeaderText.decode(value)));
        return new UfsAttributes(headers, texts);
    }

    /** Some services store the framing of the upload as if it were an encoding of the object. */
    private static String withoutFraming(String encoding) {
        if (!encoding.contains("aws-chunked")) {
            return encoding;
        }
        return Arrays.stream(encoding.split(","))
                .map(String::strip)
                .filter(token -> !token.equals("aws-chunked"))
                .collect(Collectors.joining(", "));
    }
}
