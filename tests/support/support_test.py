"""The S3 fixture by itself: what later tests take for granted."""

import boto3
import botocore.exceptions
import pytest


def test_objects_come_back_as_they_were_put(s3, bucket):
    s3.boto.put_object(Bucket=bucket, Key="in/part-1.csv", Body=b"1,a\n")
    assert s3.boto.get_object(Bucket=bucket, Key="in/part-1.csv")["Body"].read() == b"1,a\n"
    listed = s3.boto.list_objects_v2(Bucket=bucket, Prefix="in/")["Contents"]
    assert [entry["Key"] for entry in listed] == ["in/part-1.csv"]


def test_wrong_credentials_are_denied(s3, bucket):
    stranger = boto3.client(
        "s3",
        endpoint_url=s3.endpoint,
        region_name=s3.region,
        aws_access_key_id=s3.access_key,
        aws_secret_access_key="wrong",
    )
    with pytest.raises(botocore.exceptions.ClientError) as denied:
        stranger.list_objects_v2(Bucket=bucket)
    assert denied.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
