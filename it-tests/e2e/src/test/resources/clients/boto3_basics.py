"""What a boto3 user does on the first day. Prints OK at the end, or fails."""
import hashlib
import io
import sys

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

s3 = boto3.client(
    "s3",
    endpoint_url=sys.argv[1],
    aws_access_key_id="alice",
    aws_secret_access_key="any-secret",
    region_name="us-east-1",
    config=Config(s3={"addressing_style": "path"}),
)

s3.create_bucket(Bucket="boto")
assert "boto" in [b["Name"] for b in s3.list_buckets()["Buckets"]]
s3.head_bucket(Bucket="boto")

body = bytes(range(256)) * 1000
put = s3.put_object(Bucket="boto", Key="dir/käse + 1?.bin", Body=body, ContentType="x/y", Metadata={"a": "b c"})
assert put["ETag"] == '"%s"' % hashlib.md5(body).hexdigest(), put["ETag"]
s3.put_object(Bucket="boto", Key="empty", Body=b"")
s3.upload_fileobj(io.BytesIO(b"x" * 3_000_000), "boto", "dir/uploaded")

head = s3.head_object(Bucket="boto", Key="dir/käse + 1?.bin")
assert head["ContentLength"] == len(body) and head["ContentType"] == "x/y" and head["Metadata"] == {"a": "b c"}, head

assert s3.get_object(Bucket="boto", Key="dir/käse + 1?.bin")["Body"].read() == body
part = s3.get_object(Bucket="boto", Key="dir/käse + 1?.bin", Range="bytes=1000-1999")
assert part["Body"].read() == body[1000:2000] and part["ContentRange"] == "bytes 1000-1999/256000", part
assert s3.get_object(Bucket="boto", Key="empty")["Body"].read() == b""

keys = [o["Key"] for o in s3.list_objects_v2(Bucket="boto", Prefix="dir/")["Contents"]]
assert keys == ["dir/", "dir/käse + 1?.bin", "dir/uploaded"], keys
flat = s3.list_objects_v2(Bucket="boto", Delimiter="/")
assert [p["Prefix"] for p in flat["CommonPrefixes"]] == ["dir/"], flat
assert [o["Key"] for o in flat["Contents"]] == ["empty"], flat
v1 = s3.list_objects(Bucket="boto", MaxKeys=1)
assert v1["IsTruncated"] and len(v1["Contents"]) == 1, v1
paged = [o["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket="boto", PaginationConfig={"PageSize": 1}) for o in page["Contents"]]
assert paged == ["dir/", "dir/käse + 1?.bin", "dir/uploaded", "empty"], paged

s3.copy_object(Bucket="boto", Key="copy", CopySource={"Bucket": "boto", "Key": "dir/käse + 1?.bin"})
copied = s3.get_object(Bucket="boto", Key="copy")
assert copied["Body"].read() == body and copied["Metadata"] == {"a": "b c"}, copied

url = s3.generate_presigned_url("get_object", Params={"Bucket": "boto", "Key": "copy"}, ExpiresIn=60)
import urllib.request
assert urllib.request.urlopen(url).read() == body

moved = {"Bucket": "boto", "Key": "copy", "CopySource": {"Bucket": "boto", "Key": "dir/uploaded"}}
url = s3.generate_presigned_url("copy_object", Params=moved, ExpiresIn=60)
assert b"CopyObjectResult" in urllib.request.urlopen(urllib.request.Request(url, method="PUT")).read()
assert s3.get_object(Bucket="boto", Key="copy")["Body"].read() == b"x" * 3_000_000

for call, code in [
    (lambda: s3.get_object(Bucket="boto", Key="nope"), "NoSuchKey"),
    (lambda: s3.get_object(Bucket="nope", Key="nope"), "NoSuchBucket"),
    (lambda: s3.head_object(Bucket="boto", Key="dir"), "404"),
    (lambda: s3.get_object(Bucket="boto", Key="empty", Range="bytes=0-9"), "InvalidRange"),
    (lambda: s3.delete_bucket(Bucket="boto"), "BucketNotEmpty"),
]:
    try:
        call()
        raise AssertionError("no " + code)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, (code, e.response["Error"])

deleted = s3.delete_objects(Bucket="boto", Delete={"Objects": [{"Key": k} for k in ["copy", "empty", "gone", "dir/käse + 1?.bin", "dir/uploaded"]]})
assert len(deleted["Deleted"]) == 5 and "Errors" not in deleted, deleted
s3.delete_object(Bucket="boto", Key="dir/")
assert "Contents" not in s3.list_objects_v2(Bucket="boto")
s3.delete_bucket(Bucket="boto")
print("OK")
