"""One call of boto3: boto3_verbs.py ENDPOINT BUCKET VERB ARGUMENTS... Credentials and region come from the environment."""
import json
import sys
from urllib.parse import urlencode

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

endpoint, bucket, verb, *arguments = sys.argv[1:]
s3 = boto3.client(
    "s3", endpoint_url=endpoint, config=Config(signature_version="s3v4", s3={"addressing_style": "path"})
)


def upload(file, key, metadata="{}"):
    s3.upload_file(file, bucket, key, ExtraArgs={"Metadata": json.loads(metadata)})


def upload_checked(file, key, sha256):
    with open(file, "rb") as body:
        try:
            s3.put_object(Bucket=bucket, Key=key, Body=body, ChecksumSHA256=sha256)
            print("taken")
        except ClientError as e:
            assert e.response["Error"]["Code"] == "BadDigest", e
            print("refused")


def download(key, file):
    s3.download_file(bucket, key, file)


def many(function, pairs):
    for first, second in json.loads(pairs):
        function(first, second)


def read_range(key, first, last, file):
    answer = s3.get_object(Bucket=bucket, Key=key, Range="bytes=%s-%s" % (first, last))
    with open(file, "wb") as out:
        out.write(answer["Body"].read())


def list_keys(prefix):
    second = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    first = s3.get_paginator("list_objects").paginate(Bucket=bucket, Prefix=prefix, PaginationConfig={"PageSize": 300})
    keys = [o["Key"] for page in second for o in page["Contents"]]
    assert keys == [o["Key"] for page in first for o in page["Contents"]], "V1 and V2 differ"
    print("\n".join(keys))


def copy(source, target):
    s3.copy({"Bucket": bucket, "Key": source}, bucket, target)


def delete(key):
    s3.delete_object(Bucket=bucket, Key=key)


def delete_all(keys):
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in json.loads(keys)]})
    assert "Errors" not in answer, answer


def metadata(key):
    for name, value in s3.head_object(Bucket=bucket, Key=key)["Metadata"].items():
        print(name + "=" + value)


def upload_tagged(file, key, tags):
    s3.upload_file(file, bucket, key, ExtraArgs={"Tagging": urlencode(json.loads(tags))})


def named(key):
    return {"Bucket": bucket, "Key": key} if key else {"Bucket": bucket}


def set_tags(key, tags):
    call = s3.put_object_tagging if key else s3.put_bucket_tagging
    call(Tagging={"TagSet": [{"Key": k, "Value": v} for k, v in json.loads(tags).items()]}, **named(key))


def tags(key):
    call = s3.get_object_tagging if key else s3.get_bucket_tagging
    for tag in call(**named(key))["TagSet"]:
        print(tag["Key"] + "=" + tag["Value"])


def delete_tags(key):
    call = s3.delete_object_tagging if key else s3.delete_bucket_tagging
    call(**named(key))


def read_if_changed(key, etag):
    try:
        s3.get_object(Bucket=bucket, Key=key, IfNoneMatch=etag)["Body"].read()
        print("changed")
    except ClientError as e:
        assert e.response["ResponseMetadata"]["HTTPStatusCode"] == 304, e
        print("unchanged")


def upload_if(file, key, etag):
    """The condition goes in as a header, since older versions have no parameter for it."""
    name, value = ("If-Match", etag) if etag else ("If-None-Match", "*")
    s3.meta.events.register("before-sign.s3.PutObject", lambda request, **_: request.headers.add_header(name, value))
    with open(file, "rb") as body:
        try:
            s3.put_object(Bucket=bucket, Key=key, Body=body)
            print("taken")
        except ClientError as e:
            assert e.response["Error"]["Code"] == "PreconditionFailed", e
            print("refused")


def presign(key):
    print(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=600))


{
    "upload": upload,
    "upload-checked": upload_checked,
    "download": download,
    "upload-many": lambda pairs: many(upload, pairs),
    "download-many": lambda pairs: many(download, pairs),
    "range": read_range,
    "list": list_keys,
    "copy": copy,
    "delete": delete,
    "delete-all": delete_all,
    "metadata": metadata,
    "upload-tagged": upload_tagged,
    "set-tags": set_tags,
    "tags": tags,
    "delete-tags": delete_tags,
    "read-if-changed": read_if_changed,
    "upload-if": upload_if,
    "presign": presign,
}[verb](*arguments)
