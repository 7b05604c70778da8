{{ config(materialized='view', bind=false) }}
select * from {{ ref('stg_orders') }}
