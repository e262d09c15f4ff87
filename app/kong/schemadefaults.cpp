// SPDX-License-Identifier: Apache-2.0
#include "kong/schemadefaults.h"

#include <QtCore/QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kong {

namespace {

// Records that several plugins share.
constexpr char modelRecord[] = R"({"name":null,"options":{"mistral_format":null,"bedrock":null,"temperature":null,
"max_tokens":null,"top_p":null,"top_k":null,"huggingface":null,"upstream_path":null,"azure_instance":null,"gemini":null,
"azure_api_version":"2023-05-15","upstream_url":null,"anthropic_version":null,"azure_deployment_id":null,
"input_cost":null,"llama2_format":null,"output_cost":null},"provider":null})";

constexpr char authRecord[] = R"({"allow_override":false,"gcp_use_service_account":false,"header_name":null,
"gcp_service_account_json":null,"header_value":null,"aws_secret_access_key":null,"param_name":null,"param_value":null,
"aws_access_key_id":null,"param_location":null})";

constexpr char loggingRecord[] = R"({"log_statistics":false,"log_payloads":false})";

constexpr char redisRecord[] = R"({"ssl":false,"username":null,"database":0,"server_name":null,"port":6379,
"password":null,"timeout":2000,"host":null,"ssl_verify":false})";

constexpr char queueRecord[] = R"({"max_retry_delay":60,"concurrency_limit":1,"max_batch_size":1,
"max_coalescing_delay":1,"max_entries":10000,"max_bytes":null,"max_retry_time":60,"initial_retry_delay":0.01})";

constexpr char windowsRecord[] = R"({"second":null,"minute":null,"hour":null,"day":null,"month":null,"year":null})";

constexpr char llmRecord[] = R"({"route_type":null,"logging":{},"auth":null,"model":{}})";

struct Schema
{
    QLatin1StringView name;
    const char *json;
};

constexpr Schema plugins[]
    = {{"ai-proxy"_L1, R"({"route_type":null,"response_streaming":"allow","max_request_body_size":8192,
"llm_format":"openai","logging":{},"model_name_header":true,"model":{},"auth":null})"},
       {"ai-prompt-decorator"_L1,
        R"({"llm_format":"openai","max_request_body_size":8192,"prompts":{"append":null,"prepend":null}})"},
       {"ai-prompt-template"_L1, R"({"allow_untemplated_requests":true,"templates":null,"max_request_body_size":8192,
"log_original_request":false})"},
       {"ai-prompt-guard"_L1, R"({"llm_format":"openai","deny_patterns":null,"allow_all_conversation_history":false,
"allow_patterns":null,"max_request_body_size":8192,"match_all_roles":false})"},
       {"ai-request-transformer"_L1, R"({"http_proxy_port":null,"https_proxy_host":null,"https_proxy_port":null,
"transformation_extract_pattern":null,"http_timeout":60000,"max_request_body_size":8192,"prompt":null,
"https_verify":true,"llm":{},"http_proxy_host":null})"},
       {"ai-response-transformer"_L1, R"({"http_proxy_port":null,"https_proxy_host":null,"https_proxy_port":null,
"transformation_extract_pattern":null,"http_timeout":60000,"max_request_body_size":8192,"prompt":null,
"https_verify":true,"llm":{},"http_proxy_host":null,"parse_llm_response_json_instructions":false})"},
       {"opentelemetry"_L1, R"({"propagation":{"inject":null,"clear":null,"default_format":"w3c","extract":null},
"traces_endpoint":null,"resource_attributes":null,"headers":null,"batch_span_count":null,
"http_response_header_for_traceid":null,"batch_flush_delay":null,"header_type":"preserve","connect_timeout":1000,
"sampling_rate":null,"send_timeout":5000,"read_timeout":5000,"queue":null,"logs_endpoint":null})"},
       {"rate-limiting"_L1, R"({"month":null,"year":null,"redis_host":null,"redis":{},"policy":"local",
"fault_tolerant":true,"redis_port":6379,"hide_client_headers":false,"redis_database":0,"redis_timeout":2000,
"redis_server_name":null,"redis_ssl_verify":false,"hour":null,"header_name":null,
"error_message":"API rate limit exceeded","sync_rate":-1,"redis_password":null,"path":null,"redis_username":null,
"error_code":429,"redis_ssl":false,"second":null,"minute":null,"limit_by":"consumer","day":null})"},
       {"response-ratelimiting"_L1, R"({"redis_timeout":2000,"redis_server_name":null,"redis":{},"policy":"local",
"fault_tolerant":true,"hide_client_headers":false,"header_name":"x-kong-limit","redis_port":6379,
"redis_password":null,"redis_database":0,"redis_username":null,"limits":{},"redis_ssl":false,"redis_host":null,
"redis_ssl_verify":false,"limit_by":"consumer","block_on_first_violation":false})"},
       {"key-auth"_L1, R"({"run_on_preflight":true,"hide_credentials":false,"key_names":["apikey"],"realm":null,
"key_in_header":true,"key_in_query":true,"key_in_body":false,"anonymous":null})"},
       {"basic-auth"_L1, R"({"anonymous":null,"realm":"service","hide_credentials":false})"},
       {"jwt"_L1, R"({"secret_is_base64":false,"run_on_preflight":true,"uri_param_names":["jwt"],"cookie_names":[],
"header_names":["authorization"],"claims_to_verify":null,"realm":null,"anonymous":null,"key_claim_name":"iss",
"maximum_expiration":0})"},
       {"acl"_L1, R"({"always_use_authenticated_groups":false,"hide_groups_header":false,"deny":null,"allow":null})"},
       {"request-size-limiting"_L1,
        R"({"allowed_payload_size":128,"size_unit":"megabytes","require_content_length":false})"},
       {"request-termination"_L1, R"({"trigger":null,"echo":false,"status_code":503,"body":null,"content_type":null,
"message":null})"},
       {"bot-detection"_L1, R"({"deny":[],"allow":[]})"},
       {"ip-restriction"_L1, R"({"status":null,"message":null,"allow":null,"deny":null})"},
       {"correlation-id"_L1, R"({"generator":"uuid#counter","echo_downstream":false,"header_name":"Kong-Request-ID"})"},
       {"cors"_L1, R"({"allow_origin_absent":true,"credentials":false,"headers":null,"origins":null,
"exposed_headers":null,"max_age":null,"preflight_continue":false,"private_network":false,
"methods":["GET","HEAD","PUT","PATCH","POST","DELETE","OPTIONS","TRACE","CONNECT"]})"},
       {"http-log"_L1, R"({"headers":null,"method":"POST","http_endpoint":null,"content_type":"application/json",
"retry_count":null,"queue_size":null,"custom_fields_by_lua":null,"flush_timeout":null,"timeout":10000,
"keepalive":60000,"queue":{}})"},
       {"prometheus"_L1, R"({"ai_metrics":false,"per_consumer":false,"status_code_metrics":false,
"bandwidth_metrics":false,"upstream_health_metrics":false,"wasm_metrics":false,"latency_metrics":false})"},
       {"proxy-cache"_L1, R"({"vary_query_params":null,"storage_ttl":null,"ignore_uri_case":false,"vary_headers":null,
"content_type":["text/plain","application/json"],"memory":{"dictionary_name":"kong_db_cache"},"cache_ttl":300,
"request_method":["GET","HEAD"],"cache_control":false,"strategy":null,"response_headers":{"X-Cache-Key":true,
"X-Cache-Status":true,"age":true},"response_code":[200,301,404]})"}};

constexpr Schema entities[]
    = {{"services"_L1, R"({"tls_verify_depth":null,"client_certificate":null,"protocol":"http","connect_timeout":60000,
"host":null,"enabled":true,"tags":null,"ca_certificates":null,"read_timeout":60000,"retries":5,"path":null,
"created_at":null,"write_timeout":60000,"port":80,"updated_at":null,"name":null,"tls_verify":null,"id":null})"},
       {"routes"_L1, R"({"request_buffering":true,"response_buffering":true,"protocols":["http","https"],"paths":null,
"strip_path":true,"hosts":null,"snis":null,"tags":null,"path_handling":"v0","headers":null,"preserve_host":false,
"regex_priority":0,"sources":null,"id":null,"created_at":null,"updated_at":null,"https_redirect_status_code":426,
"service":null,"name":null,"destinations":null,"methods":null})"},
       {"upstreams"_L1, R"({"host_header":null,"client_certificate":null,"hash_on":"none","hash_on_header":null,
"hash_on_query_arg":null,"healthchecks":{"threshold":0,"active":{"headers":null,"http_path":"/","https_sni":null,
"https_verify_certificate":true,"concurrency":10,"healthy":{"successes":0,"http_statuses":[200,302],"interval":0},
"unhealthy":{"http_failures":0,"tcp_failures":0,"interval":0,"http_statuses":[429,404,500,501,502,503,504,505],
"timeouts":0},"type":"http","timeout":1},"passive":{"healthy":{"successes":0,"http_statuses":[200,201,202,203,204,205,
206,207,208,226,300,301,302,303,304,305,306,307,308]},"unhealthy":{"http_failures":0,"http_statuses":[429,500,503],
"tcp_failures":0,"timeouts":0},"type":"http"}},"hash_on_uri_capture":null,"slots":10000,"use_srv_name":false,
"tags":null,"hash_on_cookie_path":"/","hash_on_cookie":null,"updated_at":null,"algorithm":"round-robin",
"created_at":null,"hash_fallback":"none","hash_fallback_header":null,"hash_fallback_query_arg":null,"name":null,
"hash_fallback_uri_capture":null,"id":null})"}};

base::Json fromText(const char *json)
{
    return base::Json::parse(json).value_or(base::Json());
}

/// Replaces member `name` of `record` by the defaults of its type with what was written there on top.
void fill(base::Json *record, const QString &name, const char *defaults)
{
    if (record->contains(name) && !(*record)[name].isNull())
        record->insert(name, overlaid(fromText(defaults), (*record)[name]));
}

void fillModelPlugin(base::Json *config)
{
    fill(config, u"model"_s, modelRecord);
    fill(config, u"auth"_s, authRecord);
    fill(config, u"logging"_s, loggingRecord);
    fill(config, u"llm"_s, llmRecord);
    if (!(*config)[u"llm"].isObject())
        return;
    base::Json llm = (*config)[u"llm"];
    fillModelPlugin(&llm);
    config->insert(u"llm"_s, llm);
}

void fillQueue(base::Json *config, const QString &plugin)
{
    fill(config, u"queue"_s, queueRecord);
    // The whole block missing means batches of 200; a block without the field means 1 (golden/kong 918).
    if (plugin == "opentelemetry"_L1 && (*config)[u"queue"].isNull()) {
        base::Json queue = fromText(queueRecord);
        queue.insert(u"max_batch_size"_s, 200);
        config->insert(u"queue"_s, queue);
    }
}

void fillLimits(base::Json *config)
{
    if (!(*config)[u"limits"].isObject())
        return;
    base::Json limits = base::Json::object();
    for (const auto &[name, windows] : (*config)[u"limits"].members())
        limits.insert(name, overlaid(fromText(windowsRecord), windows));
    config->insert(u"limits"_s, limits);
}

} // namespace

base::Json overlaid(const base::Json &defaults, const base::Json &written)
{
    if (!defaults.isObject() || !written.isObject())
        return written;
    base::Json result = defaults;
    for (const auto &[name, value] : written.members())
        result.insert(name, overlaid(defaults[name], value));
    return result;
}

base::Json entityDefaults(const QString &kind)
{
    const auto *found = std::ranges::find_if(entities, [&kind](const Schema &schema) { return schema.name == kind; });
    return found == std::end(entities) ? base::Json() : fromText(found->json);
}

base::Json pluginConfig(const QString &plugin, const base::Json &written)
{
    const base::Json given = written.isObject() ? written : base::Json::object();
    for (const Schema &schema : plugins) {
        if (plugin != schema.name)
            continue;
        base::Json config = overlaid(fromText(schema.json), given);
        fillModelPlugin(&config);
        fill(&config, u"redis"_s, redisRecord);
        fillQueue(&config, plugin);
        fillLimits(&config);
        return config;
    }
    return given;
}

} // namespace kong
